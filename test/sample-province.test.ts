import { join } from 'node:path';
import { PROFILES } from '@khien/profiles';
import { createProvinceTraffic, HISTORY_DAYS, SCENES } from '@khien/sample-traffic';
import { loadRegistry } from '@khien/settings';

const config = join(__dirname, '../config');
const { registry, problems } = loadRegistry([join(config, 'sample-province')], {
  calendar: join(config, 'calendar.yml'),
});
const start = Date.parse('2026-11-18T04:00:00Z');
const traffic = createProvinceTraffic({ seed: 'test', start });

describe('the sample province', () => {
  it('is a registry without a single problem', () => {
    expect(problems).toEqual([]);
  });

  it('names a known profile in every source', () => {
    expect(registry.sources.filter((source) => !(source.profile in PROFILES))).toEqual([]);
  });

  it('has systems in several dossier states, one of them without any', () => {
    const states = new Set(registry.systems.map((system) => system.dossier.state));

    expect(states.size).toBeGreaterThanOrEqual(4);
    expect(states).toContain('none');
  });

  it('tells the same story twice', () => {
    const from = start - 3 * 3_600_000;

    expect(traffic.between(from, start)).toEqual(traffic.between(from, start));
  });

  it('gives the same lines in one piece and in several', () => {
    const from = start - 2 * 3_600_000;
    const middle = start - 3_600_000;

    expect([...traffic.between(from, middle), ...traffic.between(middle, start)]).toEqual(
      traffic.between(from, start),
    );
  });

  it('writes lines that its own profiles read, but for the scene of unreadable ones', () => {
    const byId = new Map(registry.sources.map((source) => [source.id, source]));
    const unread = traffic.between(start - 26.5 * 3_600_000, start).filter(({ sourceId, text, at }) => {
      const profile = PROFILES[byId.get(sourceId)?.profile as keyof typeof PROFILES];
      return !profile.toEvent(text, { receivedAt: at + 1000, timezone: 'Asia/Ho_Chi_Minh' }).ok;
    });

    expect(unread.map(({ sourceId }) => sourceId)).toEqual(['lgsp-gateway', 'lgsp-gateway']);
  });

  it('lets every source speak during its history, and one fall silent before the start', () => {
    const speaking = new Set(
      traffic.between(start - HISTORY_DAYS * 86_400_000, start).map(({ sourceId }) => sourceId),
    );
    const lastHour = new Set(traffic.between(start - 3_600_000, start).map(({ sourceId }) => sourceId));

    expect([...speaking].sort()).toEqual(registry.sources.map(({ id }) => id).sort());
    expect(lastHour).not.toContain('mail-gateway');
  });

  it('uses addresses of the documentation and private ranges only', () => {
    const addresses = traffic
      .between(start - 3 * 3_600_000, start)
      .flatMap(({ text }) => text.match(/\b\d{1,3}(?:\.\d{1,3}){3}\b/g) ?? []);
    const versions = /^(?:\d{2,3}\.0\.0\.0|\d+\.\d\.\d\.\d)$/;

    expect(
      addresses.filter(
        (address) =>
          !/^(10\.|203\.0\.113\.|198\.51\.100\.|192\.0\.2\.)/.test(address) && !versions.test(address),
      ),
    ).toEqual([]);
  });

  it('has a scene for every rule that people should see at work', () => {
    expect(Object.keys(SCENES).length).toBeGreaterThanOrEqual(12);
  });
});
