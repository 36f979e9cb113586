import { addDays } from '@khien/compliance';
import type { SystemDay } from '@khien/model';
import { openTestRoom, type TestRoom } from '../testing/open-test-room';
import { systemDay } from '../testing/system-day';
import { createTelemetryBook, HISTORY_DAYS, type TelemetryBook, WHOLE_DAYS } from './create-telemetry-book';

const TODAY = '2026-11-21';
let room: TestRoom;
let book: TelemetryBook;
beforeEach(() => {
  room = openTestRoom();
  book = createTelemetryBook({ store: room.store, now: () => room.clock.now });
});
afterEach(() => room.close());

const put = (...days: SystemDay[]) => room.store.put('system_days', days);
const back = (days: number): string => addDays(TODAY, -days);
const days = () => book.daysOf('his').map(({ day }) => day);
const seen = (value: string) => ({ value, first: 1, last: 2, count: 1, eventId: 'e' });

describe('the telemetry book', () => {
  it('keeps the last days whole, newest first, and of the days before only what was new', async () => {
    await put(
      ...Array.from({ length: HISTORY_DAYS - 1 }, (_none, n) =>
        systemDay('his', back(n), { consumers: [seen('sở'), ...(n <= 300 ? [seen('mới')] : [])] }),
      ),
    );
    await book.refresh();
    const kept = days();
    expect(kept.slice(0, WHOLE_DAYS + 1)).toEqual(
      Array.from({ length: WHOLE_DAYS + 1 }, (_none, n) => back(n)),
    );
    expect(kept.slice(WHOLE_DAYS + 1)).toEqual([back(300), back(HISTORY_DAYS - 2)]);
    expect(
      book
        .daysOf('his')
        .at(-2)
        ?.consumers.map(({ value }) => value),
    ).toEqual(['mới']);
    expect(book.daysOf('truong')).toEqual([]);
  });

  it('remembers the first day on which public addresses came, and no later one', async () => {
    await put(
      systemDay('his', back(200)),
      systemDay('his', back(150), { publicSources: 3 }),
      systemDay('his', back(149), { publicSources: 5 }),
    );
    await book.refresh();
    expect(book.daysOf('his').map(({ day, publicSources }) => `${day} ${publicSources}`)).toEqual([
      ...[`${back(150)} 3`, `${back(200)} 0`],
    ]);
  });

  it('sees days that still grow, and older ones within the hour', async () => {
    await put(systemDay('his', TODAY), systemDay('his', back(20)));
    await book.refresh();
    await put(systemDay('his', TODAY, { events: 99 }), systemDay('his', back(20), { events: 98 }));
    await book.refresh();
    expect(book.daysOf('his').map(({ events }) => events)).toEqual([99, 10]);
    await put(systemDay('his', TODAY, { events: 100 }));
    await book.refresh(60_000);
    expect(book.daysOf('his')[0]?.events).toBe(99);
    room.clock.now += 3_600_000;
    await book.refresh(60_000);
    expect(book.daysOf('his').map(({ events }) => events)).toEqual([100, 98]);
  });

  it('lets days grow old', async () => {
    await put(systemDay('his', back(WHOLE_DAYS - 1)), systemDay('his', back(WHOLE_DAYS)));
    await book.refresh();
    expect(days()).toHaveLength(2);
    room.clock.now += 30 * 86_400_000;
    await book.refresh();
    // The first day stays as the day since which it is heard.
    expect(days()).toEqual([back(WHOLE_DAYS)]);
  });
});
