import { type Due, dueWords, urgencyOf } from '../format/urgency';
import { useText } from '../i18n/use-text';
import { UrgencyShape } from './compliance-shapes';

/** Còn … / quá hạn …: how long until a deadline, in shape, words and colour. */
export function DueChip({ due }: { due: Due }) {
  const { t } = useText();
  const urgency = urgencyOf(due);
  const { key, count } = dueWords(due);
  return (
    <span className={`mark due due-${urgency}`}>
      <UrgencyShape urgency={urgency} />
      {t(`due.${key}`, { count })}
    </span>
  );
}
