import { Tooltip } from 'antd';
import { confidenceOf } from '../format/confidence';
import { useText } from '../i18n/use-text';

/** How sure a legal statement is, beside it. The wording of the law itself (V1) needs no caveat and shows none. */
export function ConfidenceMark({ mark, always = false }: { mark: string; always?: boolean }) {
  const { t } = useText();
  const confidence = confidenceOf(mark);
  if (confidence === 'V1' && !always) return null;
  return (
    <Tooltip title={t(`confidence.${confidence}_help`)} trigger={['hover', 'focus']}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the explanation must be reachable by keyboard. */}
      <span className={`confidence confidence-${confidence}`} tabIndex={0}>
        {t(`confidence.${confidence}`)}
      </span>
    </Tooltip>
  );
}
