import type { AlertStatus, Severity } from '@khien/model';

/** Signs that differ in outline, so that they are told apart without colour and in print. */
const SEVERITY_SHAPES: Record<Severity, { outline: string; sign?: string }> = {
  critical: { outline: 'M5.2 1h5.6L15 5.2v5.6L10.8 15H5.2L1 10.8V5.2z', sign: 'M8 4.2v4.4M8 11.2v.6' },
  high: { outline: 'M8 1.2 15.4 14.6H.6z', sign: 'M8 6v4M8 12.2v.4' },
  medium: { outline: 'M8 .8 15.2 8 8 15.2.8 8z', sign: 'M8 5v3.6M8 10.8v.4' },
  low: { outline: 'M8 14.8.8 4.2h14.4z' },
  informational: { outline: 'M8 1.2a6.8 6.8 0 1 0 0 13.6A6.8 6.8 0 0 0 8 1.2z', sign: 'M8 7.4v3.8M8 4.6v.4' },
};

export function SeverityShape({ severity }: { severity: Severity }) {
  const { outline, sign } = SEVERITY_SHAPES[severity];
  const hollow = severity === 'informational';
  return (
    <svg className="shape" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path
        d={outline}
        fill={hollow ? 'none' : 'currentColor'}
        stroke="currentColor"
        strokeWidth={hollow ? 1.5 : 0}
      />
      {sign && (
        <path
          d={sign}
          fill="none"
          stroke={hollow ? 'currentColor' : 'var(--shape-sign)'}
          strokeWidth="1.7"
          strokeLinecap="round"
        />
      )}
    </svg>
  );
}

const STATUS_SHAPES: Record<AlertStatus, string> = {
  new: 'M8 4.2a3.8 3.8 0 1 0 0 7.6 3.8 3.8 0 0 0 0-7.6z',
  acknowledged: 'M8 8V4.4M8 8l2.6 1.6',
  closed: 'm4.8 8.2 2.2 2.2 4.2-4.6',
};

export function StatusShape({ status }: { status: AlertStatus }) {
  const filled = status === 'new';
  return (
    <svg className="shape" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <circle cx="8" cy="8" r="6.8" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <path
        d={STATUS_SHAPES[status]}
        fill={filled ? 'currentColor' : 'none'}
        stroke={filled ? 'none' : 'currentColor'}
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

export type Verdict = 'good' | 'bad' | 'unsure';
const VERDICT_SHAPES: Record<Verdict, string> = {
  good: 'm3.4 8.4 3.2 3.2 6-6.8',
  bad: 'm4 4 8 8m0-8-8 8',
  unsure: 'M3.4 8h9.2',
};

export function VerdictShape({ verdict }: { verdict: Verdict }) {
  return (
    <svg className="shape" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path
        d={VERDICT_SHAPES[verdict]}
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

export function ShieldShape() {
  return (
    <svg className="shield" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path d="M16 2 4 6.5v8.2c0 7.4 5 12.6 12 15.3 7-2.7 12-7.9 12-15.3V6.5z" fill="currentColor" />
      <path
        d="m10 15.6 4.4 4.4L22.4 12"
        fill="none"
        stroke="var(--surface)"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
