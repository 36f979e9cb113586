import {
  healthRecordRead,
  mailDelivery,
  ordinaryCall,
  ordinarySignIn,
  sensorUpload,
  warehouseRead,
} from './access-lines';
import { serverRoutine } from './auth-lines';
import { pairedCall } from './bus-lines';
import { createDice, type Dice } from './dice';
import type { Line } from './line';
import { SCENES, type SceneName } from './scenes';
import { visit } from './web-lines';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const VIETNAM_OFFSET = 7 * HOUR;

interface Stream {
  sourceId: string;
  /** Records per minute in the busiest hour of a working day. */
  perMinute: number;
  /** Machines work at night and at weekends too. */
  roundTheClock: boolean;
  line: (dice: Dice, at: number) => string;
}

const STREAMS: readonly Stream[] = [
  {
    sourceId: 'motcua-web',
    perMinute: 1.6,
    roundTheClock: true,
    line: (dice, at) => visit('motcua-web', dice, at),
  },
  {
    sourceId: 'opendata-web',
    perMinute: 0.5,
    roundTheClock: true,
    line: (dice, at) => visit('opendata-web', dice, at),
  },
  {
    sourceId: 'capxa-web',
    perMinute: 0.4,
    roundTheClock: true,
    line: (dice, at) => visit('capxa-web', dice, at),
  },
  { sourceId: 'lgsp-gateway', perMinute: 1.2, roundTheClock: false, line: ordinaryCall },
  { sourceId: 'kho-api', perMinute: 0.6, roundTheClock: false, line: warehouseRead },
  { sourceId: 'sso-login', perMinute: 0.8, roundTheClock: false, line: ordinarySignIn },
  { sourceId: 'ttdl-linux', perMinute: 0.5, roundTheClock: true, line: serverRoutine },
  { sourceId: 'mail-gateway', perMinute: 0.6, roundTheClock: true, line: mailDelivery },
  { sourceId: 'iot-gateway', perMinute: 0.4, roundTheClock: true, line: sensorUpload },
  { sourceId: 'benhan-api', perMinute: 0.4, roundTheClock: false, line: healthRecordRead },
];

/** The open-data portal fetches what is new, night and day, and both ends of the bus log it. */
const PAIRED_EVERY_MINUTES = 10;

/** The source that falls silent an hour before the start, for everybody to see what that looks like. */
const SILENT_SOURCE = 'mail-gateway';
const SILENT_FROM = -70 * MINUTE;

/** When each scene plays, relative to the start. */
const PLAYBILL: ReadonlyArray<[SceneName, number]> = [
  ['passwordSpray', -26 * HOUR],
  ['contentEnumeration', -5 * HOUR],
  ['sshBruteForce', -95 * MINUTE],
  ['expiredAgreement', -80 * MINUTE],
  ['unknownAgreement', -75 * MINUTE],
  ['refusedRepeatedly', -70 * MINUTE],
  ['newDataset', -55 * MINUTE],
  ['noPurpose', -50 * MINUTE],
  ['halfMissing', -48 * MINUTE],
  ['webAttack', -40 * MINUTE],
  ['newAddress', -35 * MINUTE],
  ['bulkExtract', -30 * MINUTE],
  ['wipedLogs', -20 * MINUTE],
  ['aroundTheBus', -12 * MINUTE],
  ['unreadable', -10 * MINUTE],
];
/** After the start a scene plays every few minutes, so the live list lives. */
const LIVE_SCENES: readonly [SceneName, ...SceneName[]] = [
  'webAttack',
  'noPurpose',
  'sshBruteForce',
  'unreadable',
  'expiredAgreement',
  'newAddress',
  'contentEnumeration',
  'aroundTheBus',
];
const LIVE_EVERY_MINUTES = 6;

export interface ProvinceTraffic {
  /** Records of every source with `from ≤ at < to`, in order of time. Pure: asking twice gives the same. Whole minutes only. */
  between(from: number, to: number): Line[];
}

/** Days of history that the sample starts with, so that baselines know what is usual. */
export const HISTORY_DAYS = 12;

/** The invented province, as its systems' logs tell it. `start` is the moment the monitor was first started. */
export function createProvinceTraffic({ seed, start }: { seed: string; start: number }): ProvinceTraffic {
  const origin = start - (start % MINUTE);

  function between(from: number, to: number): Line[] {
    const lines: Line[] = [];
    for (let minute = from - (from % MINUTE); minute < to; minute += MINUTE) lines.push(...routineOf(minute));
    for (const scene of scenesBetween(from - 30 * MINUTE, to)) lines.push(...scene);
    return lines
      .filter((line) => line.at >= from && line.at < to && !isSilenced(line))
      .sort((a, b) => a.at - b.at || (a.sourceId < b.sourceId ? -1 : 1));
  }

  function isSilenced({ sourceId, at }: Line): boolean {
    return sourceId === SILENT_SOURCE && at >= origin + SILENT_FROM;
  }

  function routineOf(minute: number): Line[] {
    const lines: Line[] = [];
    for (const stream of STREAMS) {
      const dice = createDice(`${seed}|${stream.sourceId}|${minute}`);
      const expected =
        stream.perMinute * (stream.roundTheClock ? Math.max(0.15, activity(minute)) : activity(minute));
      const count = Math.floor(expected) + (dice.chance(expected % 1) ? 1 : 0);
      for (let i = 0; i < count; i++) {
        const at = minute + dice.below(MINUTE);
        lines.push({ sourceId: stream.sourceId, at, text: stream.line(dice, at) });
      }
    }
    if ((minute / MINUTE) % PAIRED_EVERY_MINUTES === 0)
      lines.push(...pairedCall(createDice(`${seed}|bus|${minute}`), minute));
    return lines;
  }

  function scenesBetween(from: number, to: number): Line[][] {
    const due: Line[][] = [];
    for (const [name, offset] of [
      ...PLAYBILL,
      ['offHours', lastNight(origin) - origin] as [SceneName, number],
    ]) {
      const at = origin + offset;
      if (at >= from && at < to) due.push(SCENES[name](createDice(`${seed}|${name}|${at}`), at));
    }
    const first = Math.max(origin + MINUTE, from - (from % MINUTE));
    for (let minute = first; minute < to; minute += MINUTE) {
      const index = Math.round((minute - origin) / MINUTE);
      if (index % LIVE_EVERY_MINUTES !== 0) continue;
      const dice = createDice(`${seed}|live|${minute}`);
      due.push(SCENES[dice.pick(LIVE_SCENES)](dice, minute));
    }
    return due;
  }

  return { between };
}

/** How busy an office is, 0..1, by the clock of Viet Nam: half past seven to half past eleven, half past one to five, Monday to Friday. */
function activity(at: number): number {
  const local = at + VIETNAM_OFFSET;
  const weekday = (Math.floor(local / DAY) + 3) % 7;
  if (weekday >= 5) return 0;
  const hour = (local % DAY) / HOUR;
  if (hour < 7.5 || hour >= 17 || (hour >= 11.5 && hour < 13.5)) return 0;
  return hour < 9 || hour >= 16 ? 0.6 : 1;
}

/** Half past two of the last night, Vietnam time. */
function lastNight(start: number): number {
  const midnight = start - ((start + VIETNAM_OFFSET) % DAY);
  return midnight + 2.5 * HOUR > start - HOUR ? midnight - DAY + 2.5 * HOUR : midnight + 2.5 * HOUR;
}
