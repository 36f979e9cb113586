import { Form, Input, InputNumber } from 'antd';

interface RowFieldProps {
  row: number;
  name: string;
  label: string;
  kind?: 'text' | 'count';
  maxLength?: number;
}

/** A text or a count in a row of the card. */
export function RowField({ row, name, label, kind = 'text', maxLength = 300 }: RowFieldProps) {
  return (
    <Form.Item name={[row, name]} label={label}>
      {kind === 'count' ? (
        <InputNumber min={0} precision={0} className="count-field" />
      ) : (
        <Input maxLength={maxLength} />
      )}
    </Form.Item>
  );
}
