import type { ControlParameter } from '../api/views-controls';
import { decimal } from '../format/number';
import { useText } from '../i18n/use-text';
import { PARAMETERS, type ParameterName } from './parameter-kind';

/** The figures the level asks of this control; a name nobody put into words is left out. */
export function ParameterList({ parameters }: { parameters: Record<string, ControlParameter> }) {
  const { t } = useText();
  const valueText = useParameterText();
  const known = Object.entries(parameters).filter((entry): entry is [ParameterName, ControlParameter] =>
    PARAMETERS.some((name) => name === entry[0]),
  );
  if (known.length === 0) return null;
  return (
    <dl className="pairs parameter-list">
      {known.map(([name, value]) => (
        <div key={name} className="parameter">
          <dt>{t(`controlParameter.${name}`)}</dt>
          <dd>{valueText(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

function useParameterText(): (value: ControlParameter) => string {
  const { t, both, language } = useText();
  return (value) => {
    if (typeof value === 'number') return decimal(value, language);
    if (typeof value === 'boolean') return t(value ? 'fact.yes' : 'fact.no');
    if (typeof value === 'string') return value;
    if (!('iso' in value)) return both(value);
    const { months, days, minutes } = value;
    return (
      [
        months > 0 ? t('controls.months', { count: months }) : '',
        days > 0 ? t('controls.days', { count: days }) : '',
        minutes > 0
          ? minutes % 60 === 0
            ? t('controls.hours', { count: minutes / 60 })
            : t('controls.minutes', { count: minutes })
          : '',
      ]
        .filter(Boolean)
        .join(' ') || value.iso
    );
  };
}
