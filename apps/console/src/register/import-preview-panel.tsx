import { Button } from 'antd';
import type { ImportPreview } from '../api/views-register';
import { whole } from '../format/number';
import { useText } from '../i18n/use-text';
import { VerdictMark } from '../ui/marks';
import { Panel } from '../ui/panel';

interface ImportPreviewPanelProps {
  preview: ImportPreview;
  busy: boolean;
  onConfirm: () => void;
}

/** Every bad cell first; then what would be added and changed, field by field. */
export function ImportPreviewPanel({ preview, busy, onConfirm }: ImportPreviewPanelProps) {
  const { t, both, language } = useText();
  const { add, change, unchanged, rows, problems, notInFile, notes } = preview;
  const nothing = add.length + change.length === 0;
  return (
    <>
      {problems.length > 0 && <BadCells problems={problems} />}
      <Panel
        title={t('import.step2')}
        end={
          <Button
            type="primary"
            disabled={problems.length > 0 || nothing}
            loading={busy}
            onClick={onConfirm}
            data-testid="import-confirm"
          >
            {t('import.confirm')}
          </Button>
        }
      >
        <dl className="facts import-counts" data-testid="import-counts">
          {(
            [
              ['rows', rows],
              ['add', add.length],
              ['change', change.length],
              ['unchanged', unchanged],
            ] as const
          ).map(([name, count]) => (
            <div className="fact" key={name}>
              <dt>{t(`import.${name}`)}</dt>
              <dd>{whole(count, language)}</dd>
            </div>
          ))}
        </dl>
        {problems.length > 0 && <p className="overdue">{t('import.blocked')}</p>}
        {problems.length === 0 && nothing && <p className="muted">{t('import.nothing')}</p>}
        {notInFile.length > 0 && (
          <p className="muted">{t('import.notInFile', { count: notInFile.length })}</p>
        )}
        {notes.length > 0 && (
          <ul className="reasons-list muted">
            {notes.map((note) => (
              <li key={`${note.sheet} ${note.row ?? ''} ${note.column ?? ''} ${note.text.vi}`}>
                {[note.sheet, note.column].filter(Boolean).join(', ')}: {both(note.text)}
              </li>
            ))}
          </ul>
        )}
        {add.length > 0 && (
          <>
            <h3 className="small-heading">{t('import.add')}</h3>
            <ul className="lines">
              {add.map(({ id, name, row }) => (
                <li key={id}>
                  <span>
                    {both(name)} <span className="code muted">{id}</span>
                  </span>
                  <span className="muted">{t('import.row', { row })}</span>
                </li>
              ))}
            </ul>
          </>
        )}
        {change.length > 0 && <Changes change={change} />}
      </Panel>
    </>
  );
}

function BadCells({ problems }: { problems: ImportPreview['problems'] }) {
  const { t, both } = useText();
  return (
    <Panel
      title={t('import.problems', { count: problems.length })}
      end={<VerdictMark verdict="bad">{t('import.blockedShort')}</VerdictMark>}
    >
      <div className="grid-scroll">
        <table className="grid grid-stack" data-testid="bad-cells">
          <caption className="visually-hidden">{t('import.problems', { count: problems.length })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('import.sheet')}</th>
              <th scope="col" className="number">
                {t('import.rowHead')}
              </th>
              <th scope="col">{t('import.column')}</th>
              <th scope="col">{t('import.value')}</th>
              <th scope="col">{t('import.wrong')}</th>
            </tr>
          </thead>
          <tbody>
            {problems.map((problem) => (
              <tr key={`${problem.sheet} ${problem.row} ${problem.column} ${problem.text.vi}`}>
                <td data-label={t('import.sheet')}>{problem.sheet}</td>
                <td className="number" data-label={t('import.rowHead')}>
                  {problem.row}
                </td>
                <td data-label={t('import.column')}>{problem.column}</td>
                <td className="code" data-label={t('import.value')}>
                  {problem.value}
                </td>
                <td data-label={t('import.wrong')}>{both(problem.text)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function Changes({ change }: { change: ImportPreview['change'] }) {
  const { t, both } = useText();
  return (
    <>
      <h3 className="small-heading">{t('import.change')}</h3>
      <ul className="lines">
        {change.map(({ id, name, row, fields }) => (
          <li key={id}>
            <span>
              {both(name)} <span className="code muted">{id}</span>
              <ul className="import-fields">
                {fields.map((field) => (
                  <li key={field.field}>
                    {both(field.label)}: <del>{field.before || '—'}</del> → <ins>{field.after || '—'}</ins>
                  </li>
                ))}
              </ul>
            </span>
            <span className="muted">{t('import.row', { row })}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
