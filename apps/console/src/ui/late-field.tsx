import { Input } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';

interface LateFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  testId: string;
}

/** A text filter that takes effect after a pause in typing. */
export function LateField({ label, value, onChange, testId }: LateFieldProps) {
  const id = useId();
  const [text, setText] = useLateText(value, onChange);
  return (
    <span className="choice">
      <label className="choice-label" htmlFor={id}>
        {label}
      </label>
      <Input
        id={id}
        className="late-field"
        value={text}
        allowClear
        spellCheck={false}
        data-testid={testId}
        onChange={(event) => setText(event.target.value)}
      />
    </span>
  );
}

/** The text as typed, and the trimmed text passed on once typing pauses. */
export function useLateText(
  value: string,
  onChange: (value: string) => void,
): [string, (text: string) => void] {
  const [text, setText] = useState(value);
  const current = useRef({ value, onChange });
  current.current = { value, onChange };
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    const timer = setTimeout(() => {
      if (text.trim() !== current.current.value) current.current.onChange(text.trim());
    }, 350);
    return () => clearTimeout(timer);
  }, [text]);
  return [text, setText];
}
