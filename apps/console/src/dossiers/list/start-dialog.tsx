import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useId, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { startDossier } from '../../api/dossiers';
import { getSystems } from '../../api/systems';
import { useText } from '../../i18n/use-text';
import { Dialog } from '../../ui/dialog';
import { Refusal } from '../../ui/refusal';
import { LoadingPanel, useProblemWords } from '../../ui/state-panel';
import { useSave } from '../../ui/use-save';

/** Which system a first dossier is for: those of the register without one. Another is put into the register first. */
export function StartDialog({ onClose }: { onClose: () => void }) {
  const { t, both } = useText();
  const id = useId();
  const navigate = useNavigate();
  const [systemId, setSystemId] = useState<string>();
  const [once] = useState(() => crypto.getRandomValues(new Uint32Array(4)).join('-'));
  const systems = useQuery({
    queryKey: ['systems', 'without-dossier'],
    queryFn: () => getSystems({ step: 'not_started', sort: 'name' }, undefined),
  });
  const failure = useProblemWords(systems.error);
  const rows = systems.data?.items ?? [];
  const starting = useSave({
    save: (chosen: string) => startDossier(chosen, undefined, `${once}-${chosen}`),
    reads: [['dossiers'], ['systems']],
    onDone: ({ dossier }) => void navigate(`/dossiers/${encodeURIComponent(dossier._id)}`),
  });
  return (
    <Dialog
      title={t('dossiers.startTitle')}
      onClose={onClose}
      testId="dialog-start"
      foot={
        <>
          <Button onClick={onClose}>{t('page.cancel')}</Button>
          <Button
            type="primary"
            disabled={systemId === undefined}
            loading={starting.busy}
            onClick={() => systemId !== undefined && starting.save(systemId)}
            data-testid="start-submit"
          >
            {t('dossiers.startSubmit')}
          </Button>
        </>
      }
    >
      <p className="dialog-about">{t('dossiers.startAbout')}</p>
      <Refusal refusal={starting.refusal || failure} problems={starting.problems} />
      {systems.isPending && <LoadingPanel />}
      {systems.data && rows.length === 0 && <p>{t('dossiers.startNone')}</p>}
      {rows.length > 0 && (
        <div className="start-field">
          <label htmlFor={id}>{t('dossiers.system')}</label>
          <Select
            id={id}
            value={systemId ?? null}
            onChange={(value) => setSystemId(value ?? undefined)}
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('dossiers.startChoose')}
            getPopupContainer={(trigger) => trigger.parentElement ?? document.body}
            options={rows.map((row) => ({
              value: row.id,
              label: `${both(row.name)} (${both(row.agencyName)})`,
            }))}
          />
        </div>
      )}
      <p className="start-other">
        {t('dossiers.startOther')} <Link to="/systems/new">{t('dossiers.startNew')}</Link>
      </p>
    </Dialog>
  );
}
