import type { EvidenceUse, Seen, SystemDay } from '@khien/model';
import { dayWords, say, sentence } from '../layers/say';
import { LevelInput } from '../level/level-input';
import type { ChangeCase, FoundSign } from './change-input';

/** Most signs of one kind that are told apart; a card that is this far from what is heard has to be written anew anyway. */
const MOST = 10;
const DAY_MS = 86_400_000;
const HANOI_MS = 7 * 3_600_000;

const startOf = (day: string): number => Date.parse(day) - HANOI_MS;

/** The first sight of each value, oldest first. */
function firstSeen(days: readonly SystemDay[], pick: (day: SystemDay) => readonly Seen[]): Seen[] {
  const first = new Map<string, Seen>();
  for (const seen of days.flatMap(pick)) {
    const known = first.get(seen.value);
    if (!known || seen.first < known.first) first.set(seen.value, seen);
  }
  return [...first.values()].sort(
    (one, other) => one.first - other.first || (one.value < other.value ? -1 : 1),
  );
}

const useOf = (what: string, { first, eventId }: Seen): EvidenceUse => ({
  id: `telemetry:${what}`,
  collectedAt: first,
  fresh: true,
  query: `event ${eventId}`,
});

const dayOfMoment = (at: number): string => new Date(at + HANOI_MS).toISOString().slice(0, 10);

/** Values first seen after the learning period, which are not expected. */
function newValues(
  { days, learntOn }: ChangeCase,
  pick: (day: SystemDay) => readonly Seen[],
  expected: (value: string) => boolean,
): Seen[] {
  if (learntOn === undefined) return [];
  const since = startOf(learntOn);
  return firstSeen(days, pick)
    .filter(({ first, value }) => first >= since && !expected(value))
    .slice(0, MOST);
}

/** Public addresses reach a system that none reached while it was learnt, and whose card knows of no public service. */
export function internetExposure(input: ChangeCase): FoundSign[] {
  const { days, learntOn, system } = input;
  if (learntOn === undefined || servesThePublic(input)) return [];
  if (days.some(({ day, publicSources }) => day < learntOn && publicSources > 0)) return [];
  const found = days.find(({ publicSources }) => publicSources > 0);
  if (!found) return [];
  const [first] = firstSeen([found], ({ publicSeen }) => publicSeen);
  const day = dayWords(found.day);
  return [
    {
      text: say(
        `Địa chỉ công cộng truy cập được hệ thống từ ngày ${day}, trước đó không có.`,
        `Public addresses have reached the system since ${day}; before, none did.`,
      ),
      seenAt: first?.first ?? startOf(found.day),
      evidence: [
        {
          id: 'telemetry:public-sources',
          collectedAt: first?.first ?? startOf(found.day),
          effectiveFrom: found.day,
          fresh: true,
          query: `publicSources systemId=${system.id} day=${found.day}${first ? ` event ${first.eventId}` : ''}`,
        },
      ],
    },
  ];
}

function servesThePublic({ system }: ChangeCase): boolean {
  if (system.zones?.some(({ publicRange }) => publicRange !== undefined && publicRange.trim() !== ''))
    return true;
  const facts = LevelInput.safeParse({ name: system.name.vi, ...system.levelFacts });
  if (!facts.success) return false;
  const { kind, types, components = [] } = facts.data;
  return [{ kind, types }, ...components].some(
    (part) => part.kind === 'public_service' || part.types?.includes('public_service') === true,
  );
}

const CLASSES: Record<string, { vi: string; en: string }> = {
  private: { vi: 'thông tin riêng', en: 'private information' },
  personal: { vi: 'thông tin cá nhân', en: 'personal information' },
  state_secret: { vi: 'bí mật nhà nước', en: 'state secrets' },
};

/** A class of data that no dataset of the card has. Public data never is one. */
export function newDataClass({ days, system }: ChangeCase): FoundSign[] {
  const known = new Set(system.datasets.map(({ dataClass }) => dataClass as string));
  return firstSeen(days, ({ dataClasses }) => dataClasses).flatMap((seen) => {
    const words = CLASSES[seen.value];
    if (!words || known.has(seen.value)) return [];
    return {
      text: say(
        `Hệ thống xử lý ${words.vi}, loại dữ liệu chưa có trong thẻ hệ thống.`,
        `The system handles ${words.en}, a class its card does not have.`,
      ),
      seenAt: seen.first,
      evidence: [useOf('data-class', seen)],
    };
  });
}

/** Somebody connects, or a dataset is asked for, that neither the card nor an agreement knows. */
export function newConnection(input: ChangeCase): FoundSign[] {
  const { system, agreements = [] } = input;
  const own = agreements.filter(({ provider }) => provider === system.id || provider === system.agencyId);
  const parties = new Set([
    ...[system.id, system.agencyId, system.ownerId, system.operatorId, system.hostedOn],
    ...(system.connections ?? []).flatMap(({ systemId, name }) => [systemId, name]),
    ...own.map(({ consumer }) => consumer),
  ]);
  const datasets = new Set([
    ...system.datasets.map(({ id }) => id),
    ...own.flatMap((agreement) => agreement.datasets),
  ]);
  const consumers = newValues(
    input,
    (day) => day.consumers,
    (value) => parties.has(value),
  );
  const asked = newValues(
    input,
    (day) => day.datasets,
    (value) => datasets.has(value),
  );
  return [
    ...consumers.map((seen) => ({
      text: say(
        `Kết nối mới từ «${seen.value}» (từ ${dayWords(dayOfMoment(seen.first))}), chưa có trong thẻ hệ thống hay thỏa thuận chia sẻ.`,
        `New connection from “${seen.value}” (since ${dayWords(dayOfMoment(seen.first))}), on no card and in no agreement.`,
      ),
      seenAt: seen.first,
      evidence: [useOf('consumers', seen)],
    })),
    ...asked.map((seen) => ({
      text: say(
        `Tập dữ liệu «${seen.value}» được khai thác (từ ${dayWords(dayOfMoment(seen.first))}) nhưng chưa có trong thẻ hệ thống hay thỏa thuận chia sẻ.`,
        `Dataset “${seen.value}” is used (since ${dayWords(dayOfMoment(seen.first))}) but stands on no card and in no agreement.`,
      ),
      seenAt: seen.first,
      evidence: [useOf('datasets', seen)],
    })),
  ];
}

const NAMES: Record<string, { vi: string; en: string }> = {
  host: { vi: 'Máy', en: 'Host' },
  domain: { vi: 'Tên miền', en: 'Domain' },
};

/** Heard without a dossier, and hosts or domains inside the system that no card holds. */
export function unregistered({ days, system, now }: ChangeCase): FoundSign[] {
  const heard = days.find(({ events }) => events > 0);
  const recent = days.some(({ day, events }) => events > 0 && startOf(day) > now - 30 * DAY_MS);
  const withoutDossier: FoundSign[] =
    heard && recent && system.dossier.state === 'none' && system.stage !== 'retired'
      ? [
          {
            text: say(
              'Hệ thống đang hoạt động nhưng chưa lập hồ sơ đề xuất cấp độ.',
              'The system is in operation without a level dossier.',
            ),
            seenAt: startOf(heard.day),
            evidence: [
              {
                id: 'telemetry:events',
                collectedAt: startOf(heard.day),
                effectiveFrom: heard.day,
                fresh: true,
                query: `events systemId=${system.id} day=${heard.day}`,
              },
            ],
          },
        ]
      : [];
  const unknown = firstSeen(days, (day) => day.unknown)
    .flatMap((seen) => {
      const [kind = '', ...rest] = seen.value.split(':');
      const words = NAMES[kind];
      return words ? [{ seen, words, name: rest.join(':') }] : [];
    })
    .slice(0, MOST);
  return [
    ...withoutDossier,
    ...unknown.map(({ seen, words, name }) => ({
      text: sentence(
        say(
          `${words.vi} «${name}» hoạt động trong hệ thống nhưng chưa có trong sổ đăng ký`,
          `${words.en} “${name}” works inside the system but is on no card`,
        ),
      ),
      seenAt: seen.first,
      evidence: [useOf('unknown', seen)],
    })),
  ];
}
