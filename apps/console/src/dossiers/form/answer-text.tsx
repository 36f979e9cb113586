import { downloadFile } from '../../api/dossiers';
import type { Answer, FieldSpec, SectionFile } from '../../api/views-dossiers';
import { dayText } from '../../format/day';
import { useText } from '../../i18n/use-text';
import { DownloadButton } from '../../ui/download-button';
import type { DossierView } from '../use-dossier';
import { rowsOf } from './table-rows';

interface AnswerTextProps {
  field: FieldSpec | undefined;
  answer: Answer | undefined;
  files: readonly SectionFile[];
  view?: DossierView;
}

/** An answer to be read. */
export function AnswerText({ field, answer, files }: AnswerTextProps) {
  const { t, both } = useText();
  if (answer === undefined || answer === '' || (Array.isArray(answer) && answer.length === 0))
    return <p className="muted">{t('field.none')}</p>;
  if (field?.type === 'table') return <TableText field={field} answer={answer} />;
  if (field?.type === 'file' && Array.isArray(answer))
    return (
      <ul className="file-list">
        {answer.map((sha256) => {
          const file = files.find((one) => one.sha256 === sha256);
          return (
            <li key={sha256}>
              {file ? (
                <DownloadButton small label={file.name} fetch={() => downloadFile(sha256, file.name)} />
              ) : (
                <span className="code">{sha256}</span>
              )}
            </li>
          );
        })}
      </ul>
    );
  if (typeof answer === 'boolean') return <p>{t(answer ? 'fact.yes' : 'fact.no')}</p>;
  const choice = field?.choices?.find(({ value }) => value === answer);
  const text = choice ? both(choice.label) : field?.type === 'date' ? dayText(String(answer)) : undefined;
  return (
    <p className="prose" lang="vi">
      {text ?? (Array.isArray(answer) ? answer.join('\n') : String(answer))}
    </p>
  );
}

function TableText({ field, answer }: { field: FieldSpec; answer: Answer }) {
  const { both } = useText();
  const columns = field.columns ?? [];
  return (
    <div className="table-text">
      <table aria-label={both(field.label)} lang="vi">
        <thead>
          <tr>
            {columns.map(({ id, label }) => (
              <th key={id} scope="col">
                {both(label)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rowsOf(answer).map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place.
            <tr key={at}>
              {columns.map(({ id }) => (
                <td key={id}>{row[id] ?? ''}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
