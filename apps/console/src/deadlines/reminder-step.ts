/** What a reminder's step says: how long before, on the day, or how long after. */
export type ReminderStep = { key: 'months' | 'days' | 'after'; count: number } | { key: 'due'; count: 0 };

/** `P6M`, `P15D`, `due`, `overdue+3`; undefined for what is none of these. */
export function readStep(step: string): ReminderStep | undefined {
  if (step === 'due') return { key: 'due', count: 0 };
  const [, before, unit] = /^P(\d+)([MD])$/.exec(step) ?? [];
  if (before) return { key: unit === 'M' ? 'months' : 'days', count: Number(before) };
  const after = /^overdue\+(\d+)$/.exec(step)?.[1];
  return after ? { key: 'after', count: Number(after) } : undefined;
}
