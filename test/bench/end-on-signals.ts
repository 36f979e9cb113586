/** A benchmark that is interrupted ends by `process.exit`, so that what it started (processes, servers) is ended by the handlers of `exit`. */
export function endOnSignals(): void {
  for (const [signal, status] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)
    process.once(signal, () => process.exit(status));
}
