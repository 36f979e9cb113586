import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '../../i18n/use-text';

interface RowListProps {
  name: 'datasets' | 'userGroups' | 'connections' | 'devices' | 'services' | 'zones';
  label: string;
  /** The fields of one row. */
  children: (row: number) => ReactNode;
}

/** Rows that can be added and taken away. */
export function RowList({ name, label, children }: RowListProps) {
  const { t } = useText();
  return (
    <fieldset className="row-list">
      <legend>{label}</legend>
      <Form.List name={name}>
        {(rows, { add, remove }) => (
          <>
            {rows.map((row) => (
              <div key={row.key} className="row">
                <div className="row-fields">{children(row.name)}</div>
                <Button
                  icon={<DeleteOutlined aria-hidden />}
                  aria-label={t('card.removeRow')}
                  title={t('card.removeRow')}
                  onClick={() => remove(row.name)}
                />
              </div>
            ))}
            <Button icon={<PlusOutlined aria-hidden />} onClick={() => add({})} data-testid={`add-${name}`}>
              {t('card.addRow')}
            </Button>
          </>
        )}
      </Form.List>
    </fieldset>
  );
}
