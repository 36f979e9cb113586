import type { Station } from './procedure';

const SIGNS: Record<Station['state'], string> = {
  done: 'm5.4 10.2 3 3 6-6.6',
  current: 'M10 10h.01',
  ahead: '',
  returned: 'M7 8.5h4.5a2.3 2.3 0 0 1 0 4.6H8M7 8.5l2.2-2.2M7 8.5l2.2 2.2',
};

/** Done, here, sent back, still ahead: told apart by outline and sign. */
export function StationShape({ state }: { state: Station['state'] }) {
  const filled = state === 'done' || state === 'returned';
  return (
    <svg className="station-shape" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <circle
        cx="10"
        cy="10"
        r="8.6"
        fill={filled ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth={state === 'current' ? 2.4 : 1.4}
        strokeDasharray={state === 'ahead' ? '2.5 2.5' : undefined}
      />
      <path
        d={SIGNS[state]}
        fill="none"
        stroke={filled ? 'var(--shape-sign)' : 'currentColor'}
        strokeWidth={state === 'current' ? 7 : 1.8}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
