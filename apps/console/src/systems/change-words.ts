import type { ControlStatus, LayerVerdict } from '@khien/model';
import { STEPS, VERDICTS } from './system-filter';

const CONTROLS: readonly ControlStatus[] = ['met', 'partly', 'not_met', 'not_applicable', 'unverifiable'];
const STATES = ['none', 'drafting', 'submitted', 'appraised', 'approved', 'retired'] as const;
const DEPLOYMENTS = ['none', 'some', 'full'] as const;

export type ChangeValueKey =
  | `verdict.${LayerVerdict}`
  | `control.${ControlStatus}`
  | `dossier.${(typeof STATES)[number]}`
  | `step.${(typeof STEPS)[number]}`
  | `deployment.${(typeof DEPLOYMENTS)[number]}`;

/** The word for a value of a status change, by what changed; undefined for a value nobody knows. */
export function changeValueKey(subject: string, value: string): ChangeValueKey | undefined {
  const kind = subject.split(':')[0];
  const among = <V extends string>(known: readonly V[]) => known.find((one) => one === value);
  if (kind === 'layer') return keyed('verdict', among(VERDICTS));
  if (kind === 'control') return keyed('control', among(CONTROLS));
  if (kind === 'deployment') return keyed('deployment', among(DEPLOYMENTS));
  return keyed('dossier', among(STATES)) ?? keyed('step', among(STEPS));
}

function keyed<P extends string, V extends string>(prefix: P, value: V | undefined): `${P}.${V}` | undefined {
  return value === undefined ? undefined : `${prefix}.${value}`;
}
