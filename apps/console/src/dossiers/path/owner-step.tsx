import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { getSystem, putSystem } from '../../api/systems';
import { useText } from '../../i18n/use-text';
import { useCan } from '../../session/use-session';
import { useAgencies } from '../../systems/use-agencies';
import { Refusal } from '../../ui/refusal';
import { useSave } from '../../ui/use-save';
import { type DossierView, READS_OF_ACT } from '../use-dossier';
import { Step } from './step';

/** Chủ quản, put on the system's card from here; the body the system belongs to is offered first. */
export function OwnerStep({ view }: { view: DossierView }) {
  const { t } = useText();
  // Whose a system is stands in a decision; who drafts its dossier does not write that down.
  const may = useCan()('register.import');
  const agencies = useAgencies();
  const { id: systemId, agencyId } = view.form.system;
  const [ownerId, setOwnerId] = useState(agencyId);
  const card = useQuery({
    queryKey: ['systems', 'detail', systemId],
    queryFn: () => getSystem(systemId),
  });
  const saving = useSave({
    async save(chosen: string) {
      const { system, version } = card.data ?? (await getSystem(systemId));
      return putSystem({ ...system, ownerId: chosen }, version);
    },
    reads: READS_OF_ACT,
    done: t('save.saved'),
  });
  return (
    <Step
      done={false}
      title={t('dossiers.step_owner')}
      about={<span className="muted">{t(may ? 'dossiers.step_ownerAbout' : 'dossiers.step_ownerAsk')}</span>}
    >
      <Refusal
        refusal={saving.refusal}
        problems={saving.problems}
        onReload={saving.overtaken ? saving.forget : undefined}
      />
      {may && (
        <div className="owner-form">
          <Select
            aria-label={t('dossiers.owner')}
            value={ownerId}
            onChange={setOwnerId}
            showSearch={{ optionFilterProp: 'label' }}
            options={agencies.plain}
          />
          <Button
            type="primary"
            loading={saving.busy}
            onClick={() => saving.save(ownerId)}
            data-testid="save-owner"
          >
            {t('dossiers.step_ownerSave')}
          </Button>
        </div>
      )}
    </Step>
  );
}
