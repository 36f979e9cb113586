import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ClipboardEvent, useRef, useState } from 'react';
import type { Answer, ColumnSpec } from '../../api/views-dossiers';
import { useText } from '../../i18n/use-text';
import { answerOf, isRange, pastedInto, rowsOf, type TableRow } from './table-rows';

interface TableEditorProps {
  columns: readonly ColumnSpec[];
  answer: Answer | undefined;
  label: string;
  onAnswer: (answer: Answer) => void;
}

/** Rows that can be typed, added, taken away, or pasted from a spreadsheet. */
export function TableEditor({ columns, answer, label, onAnswer }: TableEditorProps) {
  const { t, both } = useText();
  const box = useRef<HTMLDivElement>(null);
  const kept = JSON.stringify(answer ?? []);
  // Empty rows one has just added live here only; what comes from outside replaces them.
  const [state, setState] = useState({ kept, rows: padded(rowsOf(answer)) });
  const rows = state.kept === kept ? state.rows : padded(rowsOf(answer));

  function change(next: TableRow[]): void {
    const saved = answerOf(next);
    setState({ kept: JSON.stringify(saved), rows: next });
    if (JSON.stringify(saved) !== kept) onAnswer(saved);
  }
  const setCell = (at: number, column: string, text: string) =>
    change(rows.map((row, index) => (index === at ? { ...row, [column]: text } : row)));

  function paste(event: ClipboardEvent, row: number, column: number): void {
    const text = event.clipboardData.getData('text/plain');
    if (!isRange(text)) return;
    event.preventDefault();
    change(pastedInto(rows, { row, column, columns }, text));
  }

  function add(): void {
    change([...rows, {}]);
    requestAnimationFrame(() =>
      box.current?.querySelector<HTMLElement>('tbody tr:last-child textarea')?.focus(),
    );
  }

  return (
    <div ref={box} className="table-editor">
      <table aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col">
                {both(column.label)}
                {column.required && <span className="needed"> *</span>}
              </th>
            ))}
            <th>
              <span className="visually-hidden">{t('card.removeRow')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place.
            <tr key={at}>
              {columns.map((column, across) => (
                <td key={column.id} data-label={both(column.label)}>
                  <textarea
                    className="cell"
                    rows={1}
                    maxLength={1500}
                    value={row[column.id] ?? ''}
                    aria-label={t('field.cell', { column: both(column.label), row: at + 1 })}
                    onChange={({ target }) => setCell(at, column.id, target.value)}
                    onPaste={(event) => paste(event, at, across)}
                  />
                </td>
              ))}
              <td className="cell-end">
                <Button
                  type="text"
                  icon={<DeleteOutlined aria-hidden />}
                  aria-label={t('field.removeRow', { row: at + 1 })}
                  title={t('card.removeRow')}
                  onClick={() => change(padded(rows.filter((_row, index) => index !== at)))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="table-foot">
        <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={add}>
          {t('card.addRow')}
        </Button>
        <span className="muted">{t('field.pasteHelp')}</span>
      </p>
    </div>
  );
}

const padded = (rows: TableRow[]): TableRow[] => (rows.length > 0 ? rows : [{}]);
