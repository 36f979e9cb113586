import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type MonitorProcess, startMonitor } from './monitor-process';

jest.setTimeout(180_000);

let monitor: MonitorProcess;
let folder: string;
const json = async (args: string[]) =>
  (await monitor.command(args))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'khien-records-'));
  monitor = await startMonitor();
  // The sample's dossiers are played after the console answers.
  for (let tries = 0; tries < 120; tries++) {
    if ((await json(['dossier'])).length > 50) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('the sample province got no dossiers');
});
afterAll(async () => {
  await monitor?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('khien dossier', () => {
  it('lists the dossiers of the sample province in every step', async () => {
    const rows = await json(['dossier']);
    const steps = new Set(rows.map(({ step }) => step));
    for (const step of [
      'drafting',
      'submitted',
      'accepted',
      'appraised',
      'approval_requested',
      'approved',
      'revising',
    ])
      expect(steps).toContain(step);
  });
  it('tells everything of one: its acts, what is missing, and why an approval is refused', async () => {
    const [current] = await json(['dossier', '--system', 'sso']);
    expect(current.dossier).toMatchObject({ step: 'appraised', proposedLevel: 3, track: 'L3' });
    expect(current.acts.map((act: { event: { kind: string } }) => act.event.kind)).toContain('opinion_given');
    expect(current.completeness.percent).toBe(100);
  });
  it('refuses a system nobody knows', async () => {
    await expect(monitor.command(['dossier', '--system', 'nobody'])).rejects.toThrow('ended with 1');
  });
});

describe('khien dossier documents', () => {
  it('writes the forms that fit, as files a person can open', async () => {
    const made = await json([
      'dossier',
      'documents',
      '--system',
      'dat-dai',
      '--form',
      'mau-06',
      '--form',
      'mau-07',
      '--out',
      folder,
    ]);
    expect(made).toMatchObject([
      { form: 'mau-06', official: true },
      { form: 'mau-07', available: false, why: { vi: expect.any(String) } },
    ]);
    const [name] = readdirSync(folder);
    expect(
      readFileSync(join(folder, name ?? ''))
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });
});

describe('khien layers', () => {
  it('gives four verdicts per system with reasons and clauses, and the province last', async () => {
    const lines = await json(['layers']);
    const province = lines.pop();
    expect(province.province).toHaveLength(4);
    expect(lines.length).toBeGreaterThan(55);
    for (const line of lines) {
      expect(line.layers.map(({ layer }: { layer: number }) => layer)).toEqual([1, 2, 3, 4]);
      for (const { reasons } of line.layers)
        for (const reason of reasons)
          expect(reason).toMatchObject({ clause: expect.any(String), mark: expect.any(String) });
    }
    const verdicts = new Set(
      lines.flatMap(({ layers }) => layers.map(({ verdict }: { verdict: string }) => verdict)),
    );
    expect([...verdicts].sort()).toEqual(['at_risk', 'met', 'not_met', 'out_of_scope', 'unverifiable']);
  });
});

describe('khien regimes', () => {
  it('says what NĐ 331 changes against NĐ 85, system by system', async () => {
    const lines = await json(['regimes', '--from', '2026-06-30', '--to', '2026-11-21']);
    expect(lines.pop()).toMatchObject({
      from: { regime: 'ND85' },
      to: { regime: 'ND331' },
      totals: { lowered: 2 },
    });
    const lowered = lines.filter(({ change }) => change === 'lowered');
    expect(lowered.map(({ system }) => system).sort()).toEqual(['nen-tang-cap-xa', 'phan-anh-hien-truong']);
    expect(lowered[0].after.clauses.length).toBeGreaterThan(0);
  });
});

describe('khien report level', () => {
  it('is of one chủ quản alone, and says who else there is', async () => {
    const [{ counters, rows, owners }] = await json(['report', 'level', '--owner', 'cong-an-tinh']);
    expect(new Set(rows.map(({ ownerId }: { ownerId: string }) => ownerId))).toEqual(
      new Set(['cong-an-tinh']),
    );
    expect(counters.C1).toBe(rows.length);
    expect(owners).toContainEqual({ agencyId: 'cong-an-tinh', systems: rows.length });
    expect(owners.length).toBeGreaterThan(1);
  });
  it('says when all approvals are expected as it was told', async () => {
    const [{ counters }] = await json(['report', 'level', '--completion', '2027-06-30']);
    expect(counters.C7).toBe('2027-06-30');
    await expect(monitor.command(['report', 'level', '--completion', '2027-02-30'])).rejects.toThrow(
      'ended with 2',
    );
  });
  it('refuses a body nobody knows', async () => {
    await expect(monitor.command(['report', 'level', '--owner', 'nobody'])).rejects.toThrow('ended with 1');
  });
});
