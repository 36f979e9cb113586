import type { DossierStep, LayerVerdict } from '@khien/model';

/** Verdicts differ in outline, so that they are told apart without colour and in print. */
const LAYER_SHAPES: Record<LayerVerdict, { outline: string; sign: string; hollow: boolean }> = {
  met: {
    outline: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1z',
    sign: 'm4.8 8.2 2.2 2.2 4.2-4.6',
    hollow: false,
  },
  at_risk: { outline: 'M8 1.2 15.4 14.6H.6z', sign: 'M8 6v4M8 12.2v.4', hollow: false },
  not_met: { outline: 'M1.5 1.5h13v13h-13z', sign: 'm5 5 6 6m0-6-6 6', hollow: false },
  unverifiable: {
    outline: 'M8 1.2a6.8 6.8 0 1 0 0 13.6A6.8 6.8 0 0 0 8 1.2z',
    sign: 'M6.2 6.2a1.9 1.9 0 1 1 2.6 1.7c-.6.3-.8.6-.8 1.3M8 11.4v.3',
    hollow: true,
  },
  out_of_scope: { outline: '', sign: 'M4 8h8', hollow: true },
};

export function LayerShape({ verdict }: { verdict: LayerVerdict }) {
  const { outline, sign, hollow } = LAYER_SHAPES[verdict];
  return (
    <svg className="shape" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {outline && (
        <path
          d={outline}
          fill={hollow ? 'none' : 'currentColor'}
          stroke="currentColor"
          strokeWidth={hollow ? 1.4 : 0}
        />
      )}
      <path
        d={sign}
        fill="none"
        stroke={hollow ? 'currentColor' : 'var(--shape-sign)'}
        strokeWidth="1.7"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

/** How many of the four stations of Mẫu 08 lie behind: drafted, sent, appraised, approved. */
const STATIONS: Record<DossierStep, number> = {
  not_started: 0,
  drafting: 1,
  awaiting_expert_opinion: 1,
  supplementing: 1,
  revising: 1,
  submitted: 2,
  accepted: 2,
  appraised: 3,
  approval_requested: 3,
  approved: 4,
  replaced: 4,
  retired: 4,
};

export function StepShape({ step }: { step: DossierStep }) {
  const done = STATIONS[step];
  return (
    <svg className="shape" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {[0, 1, 2, 3].map((station) => (
        <rect
          key={station}
          x={0.7 + station * 4}
          y={12 - station * 3}
          width="2.6"
          height={3.3 + station * 3}
          fill={station < done ? 'currentColor' : 'none'}
          stroke="currentColor"
          strokeWidth="1"
        />
      ))}
    </svg>
  );
}

import type { Urgency } from '../format/urgency';

const URGENCY_SHAPES: Record<Urgency, { d: string; filled: boolean }> = {
  overdue: { d: 'M5.2 1h5.6L15 5.2v5.6L10.8 15H5.2L1 10.8V5.2z', filled: true },
  near: { d: 'M8 1.2 15.4 14.6H.6z', filled: true },
  soon: { d: 'M8 .8 15.2 8 8 15.2.8 8z', filled: true },
  far: { d: 'M8 1.2a6.8 6.8 0 1 0 0 13.6A6.8 6.8 0 0 0 8 1.2zM8 8V4.4M8 8l2.6 1.6', filled: false },
  done: { d: 'm3.4 8.4 3.2 3.2 6-6.8', filled: false },
  paused: { d: 'M5.5 3v10M10.5 3v10', filled: false },
};

export function UrgencyShape({ urgency }: { urgency: Urgency }) {
  const { d, filled } = URGENCY_SHAPES[urgency];
  return (
    <svg className="shape shape-small" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path
        d={d}
        fill={filled ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth={filled ? 0 : 1.6}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
