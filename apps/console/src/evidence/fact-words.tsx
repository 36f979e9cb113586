import type { EvidenceFact } from '@khien/model';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useControlTitles } from '../controls/use-control-titles';
import { dayText } from '../format/day';
import { decimal } from '../format/number';
import { useText } from '../i18n/use-text';
import { useAgencies } from '../systems/use-agencies';
import { choiceKey } from './choice-key';
import { FACT_FIELDS, type FactField, isWritten } from './fact-fields';

interface FactWordsProps {
  fact: EvidenceFact;
  systemId?: string | undefined;
  /** Controls go by their titles, which are read once per system: where there is but one. */
  titled: boolean;
}

/** What a piece of evidence says, pair by pair. */
export function FactWords({ fact, systemId, titled }: FactWordsProps) {
  const { t } = useText();
  const say = useFieldText();
  if (fact.kind === 'attestation')
    return (
      <Pairs
        pairs={[
          [
            t('evidence.control'),
            <ControlLink key="control" systemId={systemId} controlId={fact.controlId} titled={titled} />,
          ],
          [t('controls.result'), t(`control.${fact.result}`)],
          [t('controls.method'), t(`controls.method_${fact.method}`)],
          [t('controls.statement'), fact.statement],
        ]}
      />
    );
  if (fact.kind === 'exception')
    return (
      <Pairs
        pairs={[
          [
            t('evidence.control'),
            <ControlLink key="control" systemId={systemId} controlId={fact.controlId} titled={titled} />,
          ],
          [t('controls.decision'), t(`controls.exception_${fact.state}`)],
          [t('actField.reason'), fact.reason],
        ]}
      />
    );
  if (!isWritten(fact.kind)) return null;
  const values = fact as unknown as Record<string, unknown>;
  return (
    <Pairs
      pairs={FACT_FIELDS[fact.kind].flatMap((field): [string, string][] => {
        const value = values[field.name];
        const text = value === undefined ? '' : say(field, value);
        return text === '' ? [] : [[t(`factField.${field.name}`), text]];
      })}
    />
  );
}

/** To the control a statement is about, among those of its system. */
function ControlLink({ systemId, controlId, titled }: Omit<FactWordsProps, 'fact'> & { controlId: string }) {
  const titleOf = useControlTitles(systemId ?? '', titled && systemId !== undefined);
  if (systemId === undefined) return controlId;
  const words = new URLSearchParams({ q: controlId });
  return <Link to={`/systems/${encodeURIComponent(systemId)}/controls?${words}`}>{titleOf(controlId)}</Link>;
}

function Pairs({ pairs }: { pairs: [string, ReactNode][] }) {
  return (
    <dl className="fact-pairs">
      {pairs.map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

function useFieldText(): (field: FactField, value: unknown) => string {
  const { t, language } = useText();
  const agencies = useAgencies();
  const choice = (value: unknown) => t(choiceKey(String(value)));
  return ({ type }, value) => {
    switch (type) {
      case 'day':
        return dayText(String(value));
      case 'count':
        return decimal(Number(value), language);
      case 'flag':
        return t(value ? 'fact.yes' : 'fact.no');
      case 'choice':
        return choice(value);
      case 'choices':
        return Array.isArray(value) ? value.map(choice).join(', ') : '';
      case 'agency':
        return agencies.nameOf(String(value));
      case 'paper': {
        const { number, date, issuer } = value as { number: string; date: string; issuer?: string };
        return [t('dossiers.paperNumber', { number }), dayText(date), issuer ?? '']
          .filter(Boolean)
          .join(', ');
      }
      case 'certificate': {
        const { name, validTo } = value as { name: string; validTo: string };
        return `${name}, ${t('factField.validTo').toLowerCase()} ${dayText(validTo)}`;
      }
      case 'severities':
        return (['critical', 'high', 'medium', 'low'] as const)
          .map(
            (severity) => `${t(`severity.${severity}`)} ${(value as Record<string, number>)[severity] ?? 0}`,
          )
          .join(' · ');
      default:
        return String(value);
    }
  };
}
