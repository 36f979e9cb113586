import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import 'dayjs/locale/vi';
import customParseFormat from 'dayjs/plugin/customParseFormat';
import { useText } from '../i18n/use-text';

dayjs.extend(customParseFormat);

interface DayFieldProps {
  id?: string;
  /** `yyyy-mm-dd`. */
  value?: string | undefined;
  onChange?: (day: string | undefined) => void;
  label?: string;
  clearable?: boolean;
  testId?: string;
}

/** A calendar day, typed as dd/mm/yyyy or picked; a field of a form or one of its own. */
export function DayField({ id, value, onChange, label, clearable = true, testId }: DayFieldProps) {
  const { t } = useText();
  return (
    <DatePicker
      {...(id ? { id } : {})}
      className="day-field"
      format={['DD/MM/YYYY', 'D/M/YYYY', 'YYYY-MM-DD']}
      placeholder={t('save.dayFormat')}
      allowClear={clearable}
      value={value ? dayjs(value) : null}
      aria-label={label}
      data-testid={testId}
      onChange={(day) => onChange?.(day ? day.format('YYYY-MM-DD') : undefined)}
    />
  );
}
