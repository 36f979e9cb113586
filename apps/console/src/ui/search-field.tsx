import { SearchOutlined } from '@ant-design/icons';
import { Input, type InputRef } from 'antd';
import { type RefObject, useImperativeHandle, useRef } from 'react';
import { useLateText } from './late-field';

interface SearchFieldProps {
  label: string;
  value: string;
  onChange: (text: string) => void;
  /** For the key that goes to it. */
  box?: RefObject<HTMLInputElement | null>;
  testId: string;
}

/** Applies after a pause in typing; Esc gives the keys back to the page. */
export function SearchField({ label, value, onChange, box, testId }: SearchFieldProps) {
  const [text, setText] = useLateText(value, onChange);
  const input = useRef<InputRef>(null);
  useImperativeHandle<HTMLInputElement | null, HTMLInputElement | null>(
    box,
    () => input.current?.input ?? null,
  );
  return (
    <Input
      ref={input}
      className="search"
      prefix={<SearchOutlined aria-hidden />}
      value={text}
      allowClear
      placeholder={label}
      aria-label={label}
      data-testid={testId}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event) => event.key === 'Escape' && input.current?.blur()}
    />
  );
}
