import { join } from 'node:path';
import { type Source, silentLogger } from '@khien/model';
import { loadRegistry, PRODUCT_DIR } from '@khien/settings';
import { openLawBook } from './law-book';
import { openProfileShelf } from './profile-shelf';
import { createRestsOn } from './rests-on';
import { openRuleBook } from './rule-book';

const log = silentLogger;
const config = join(PRODUCT_DIR, 'config');
const { registry } = loadRegistry([join(config, 'sample-province')], {
  calendar: join(config, 'calendar.yml'),
});
const restsOn = createRestsOn({
  registry: () => registry,
  rules: openRuleBook({
    directories: [join(PRODUCT_DIR, 'rules')],
    pipelines: join(config, 'pipelines'),
    log,
  }),
  profiles: openProfileShelf({ directories: [], log }),
  lawBook: openLawBook({ configDir: config }, log),
});
const like = (profile: string, systemId = 'motcua'): Source => ({
  ...{
    id: `new-${profile}`,
    name: { vi: profile, en: profile },
    profile,
    systemId,
    transport: { kind: 'replay' },
  },
  ...{ timezone: 'Asia/Ho_Chi_Minh', encoding: 'utf-8', silenceMinutes: 30 },
});

describe('what rests on a source, with the shipped rules', () => {
  it.each(['windows-event', 'web-access', 'linux-auth', 'fortigate'])(
    '%s feeds rules of its kind',
    (profile) => {
      const { rules } = restsOn(like(profile));
      expect(rules.length).toBeGreaterThan(3);
    },
  );
  it('does not take a web server for a Windows machine', () => {
    const windows = restsOn(like('windows-event')).rules;
    const web = restsOn(like('web-access')).rules;
    expect(web.filter((id) => windows.includes(id))).toEqual([]);
  });
  it('counts nothing twice, and only rules that alert', () => {
    for (const source of registry.sources) {
      const { rules, onlyHere } = restsOn(source);
      expect(new Set(rules).size).toBe(rules.length);
      expect(rules).toEqual(expect.arrayContaining(onlyHere));
    }
  });
  it('names controls and dossiers of the system', () => {
    const source = registry.sources.find(({ systemId }) =>
      registry.systems.some(({ id, dossier }) => id === systemId && dossier.state === 'approved'),
    );
    const { controls, dossiers } = restsOn(source as Source);
    expect(dossiers).toContain(source?.systemId);
    expect(controls.length).toBeGreaterThan(0);
  });
});
