import { isIP } from 'node:net';
import { Agency, Agreement, Calendar, Source, System } from '@khien/model';
import { z } from 'zod';
import { withSilence } from './silence-default';

/** An address or CIDR block, v6 or v4. */
export function isNetwork(text: string): boolean {
  const [address = '', bits, more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more !== undefined) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 6 ? 128 : 32));
}

function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

type Refusal = (path: PropertyKey[], message: string) => void;
type Context<T> = z.core.$RefinementCtx<T>;

function refusal<T>(context: Context<T>): Refusal {
  return (path, message) => context.addIssue({ code: 'custom', path, message });
}

function checkNetworks(networks: readonly string[], path: PropertyKey[], refuse: Refusal): void {
  for (const [index, network] of networks.entries()) {
    if (!isNetwork(network)) refuse([...path, index], `"${network}" is no address or CIDR block`);
  }
}

function realDay(day: string): boolean {
  const parsed = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day);
}

/** Whether there is anything by which records of this source can be told from others'. */
function isKnownBySomething(transport: Source['transport']): boolean {
  if (transport.kind === 'http') {
    const { tokenSha256, tokenFile, hmacKeyFile, clientNames } = transport;
    return [tokenSha256, tokenFile, hmacKeyFile, clientNames].some((one) => one !== undefined);
  }
  if (transport.kind === 'syslog' || transport.kind === 'lumberjack')
    return transport.senders.length > 0 || transport.clientNames !== undefined;
  return true;
}

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;

function checkSpans(spans: ReadonlyArray<readonly [string, string]>, refuse: Refusal): void {
  for (const [index, [from, to]] of spans.entries()) {
    const right = CLOCK.test(from) && CLOCK.test(to) && from < to;
    if (!right) refuse(['workingHours', 'spans', index], `"${from}"–"${to}" is no span of HH:MM times`);
  }
}

/** The registry's shapes as model states them, plus what only makes sense to check where people write them. */
export const registrySchemas = {
  agency: Agency.superRefine((agency, context) => {
    checkNetworks(agency.networks ?? [], ['networks'], refusal(context));
    checkSpans(agency.workingHours?.spans ?? [], refusal(context));
  }),
  system: System.superRefine((system, context) => {
    checkNetworks(system.networks, ['networks'], refusal(context));
  }),
  agreement: Agreement.superRefine((agreement, context) => {
    if (agreement.validTo < agreement.validFrom) refusal(context)(['validTo'], 'lies before validFrom');
  }),
  source: z.preprocess(
    withSilence,
    Source.superRefine((source, context) => {
      const refuse = refusal(context);
      const { transport } = source;
      if (!isTimezone(source.timezone)) refuse(['timezone'], `"${source.timezone}" is no time zone`);
      if ('senders' in transport) checkNetworks(transport.senders, ['transport', 'senders'], refuse);
      if (!isKnownBySomething(transport)) {
        const http = 'needs tokenSha256, tokenFile, hmacKeyFile or clientNames';
        refuse(['transport'], transport.kind === 'http' ? http : 'needs senders or clientNames');
      }
    }),
  ),
  calendar: Calendar.superRefine((calendar, context) => {
    const refuse = refusal(context);
    checkSpans(calendar.workingHours.spans, refuse);
    for (const list of ['holidays', 'workingDays'] as const) {
      for (const [index, { day }] of calendar[list].entries()) {
        if (!realDay(day)) refuse([list, index, 'day'], `"${day}" is no day`);
        if (calendar[list].findIndex((other) => other.day === day) < index) {
          refuse([list, index, 'day'], `${day} is listed twice`);
        }
      }
    }
  }),
};
