/**
 * A suite that needs a server. Without one it shows by name as skipped, with the reason;
 * with KHIEN_REQUIRE_SERVICES=1 (the project's own checks) a missing server is a failure.
 * @param missing why the server cannot be had, undefined when it can
 */
export function describeWith(missing: string | undefined, name: string, suite: () => void): void {
  if (missing === undefined) {
    describe(name, suite);
    return;
  }
  if (process.env.KHIEN_REQUIRE_SERVICES === '1') {
    throw new Error(`${name}: KHIEN_REQUIRE_SERVICES=1, but ${missing}`);
  }
  describe.skip(`${name} (skipped: ${missing})`, suite);
}
