import { useId } from 'react';

interface ChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: { value: Value; label: string }[];
  onChange: (value: Value) => void;
  testId?: string;
  /** The place says what it is about; still read aloud. */
  hideLabel?: boolean;
}

/** A labelled native list box: keyboard, type-ahead and screen readers come with it. */
export function Choice<Value extends string>({
  label,
  value,
  options,
  onChange,
  testId,
  hideLabel = false,
}: ChoiceProps<Value>) {
  const id = useId();
  return (
    <span className="choice">
      <label className={hideLabel ? 'visually-hidden' : 'choice-label'} htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className="choice-select"
        value={value}
        data-testid={testId}
        onChange={(event) => onChange(event.target.value as Value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </span>
  );
}
