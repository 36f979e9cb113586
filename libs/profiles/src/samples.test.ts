import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Event } from '@khien/model';
import { decodeRecord } from './decode/decode-record';
import type { Profile, ProfileContext } from './profile';
import { PROFILES, profileById, recogniseProfile } from './registry';

/** Samples were received on 21 November 2026 at 10:00 in Vietnam. */
const CONTEXT: ProfileContext = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };

const folders = readdirSync(__dirname).filter((name) => existsSync(join(__dirname, name, 'profile.ts')));
const samples = folders.flatMap((id) =>
  readdirSync(join(__dirname, id, 'samples'))
    .filter((file) => file.endsWith('.raw'))
    .map((file) => ({ id, name: file.slice(0, -4), path: join(__dirname, id, 'samples', file) })),
);

describe('the registry', () => {
  it('is the list of folders that hold a profile', () => {
    expect(Object.keys(PROFILES).sort()).toEqual(folders.sort());
  });
  it.each(Object.entries(PROFILES))('names %s like its folder', (id, profile) => {
    expect(profile.id).toBe(id);
  });
  it('says what the events of a profile are to Sigma: an omission would try every rule on them', () => {
    const silent = Object.values<Profile>(PROFILES).filter((profile) => profile.logsource === undefined);
    // ECS JSON holds events of any kind.
    expect(silent.map(({ id }) => id)).toEqual(['ecs-json']);
  });
  it('has at least four samples for every profile', () => {
    for (const id of folders) expect(samples.filter((sample) => sample.id === id).length).toBeGreaterThan(3);
  });
});

describe('samples', () => {
  it.each(samples)('$id/$name becomes the expected event, which the closed schema takes', ({ id, path }) => {
    const decoded = decodeRecord({ position: 'p', receivedAt: 0, raw: readFileSync(path, 'utf8') });
    if (!decoded.ok) throw new Error(decoded.detail);
    const result = profileById(id)?.toEvent(decoded.text, CONTEXT);
    if (!result?.ok) throw new Error(result?.detail);
    const { timeQuality, event } = result;
    expect({ timeQuality, event }).toEqual(
      JSON.parse(readFileSync(path.replace(/raw$/, 'event.json'), 'utf8')),
    );
    expect(Event.parse(event)).toEqual(event);
    expect(event.event).toMatchObject({
      kind: expect.any(String),
      category: [expect.any(String), ...(event.event.category ?? []).slice(1)],
      type: [expect.any(String), ...(event.event.type ?? []).slice(1)],
      action: expect.any(String),
      outcome: expect.any(String),
    });
  });

  it.each(samples.filter(({ name }) => name !== 'no-header'))(
    '$id/$name is recognised as its own',
    ({ id, path }) => {
      expect(recogniseProfile(readFileSync(path, 'utf8').trimEnd())?.id).toBe(id);
    },
  );
});
