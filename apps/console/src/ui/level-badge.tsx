import { useText } from '../i18n/use-text';

interface LevelBadgeProps {
  level: number | null | undefined;
  /** Whether a decision approved it; else the word «đề xuất» stands beside it. */
  approved?: boolean;
}

/** Cấp độ 1–5 of a system: a bare level only where a decision made it one. */
export function LevelBadge({ level, approved }: LevelBadgeProps) {
  const { t } = useText();
  if (level === undefined || level === null)
    return <span className="level level-none">{t('level.none')}</span>;
  return (
    <span className={approved === false ? 'level level-proposed' : 'level'}>
      {t('level.of', { level })}
      {approved === false && <span className="level-word">{t('level.proposed')}</span>}
    </span>
  );
}

/** What the calculator knows while it has not concluded: never a bare level. */
export function UndecidedLevel({
  floor,
  candidates,
}: {
  floor: number | null;
  candidates: readonly number[];
}) {
  const { t } = useText();
  const parts = [
    floor === null ? '' : t('level.floor', { level: floor }),
    candidates.length > 0 ? t('level.candidates', { levels: candidates.join(', ') }) : '',
  ].filter(Boolean);
  return (
    <span className="level-undecided">
      <span className="level level-none">{t('level.undecided')}</span>
      {parts.length > 0 && <span>{parts.join('; ')}</span>}
    </span>
  );
}
