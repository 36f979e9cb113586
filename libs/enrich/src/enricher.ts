import type { Event, EventDraft, Registry, System, WorkingHours } from '@khien/model';
import { answerQuestions, isAccess } from './answer-questions';
import type { GeoLookup } from './geo/geo-lookup';
import { maskEvent } from './personal-data/mask-event';
import type { Tokens } from './personal-data/mask-text';
import { compileOfficialDomains } from './personal-data/official-domains';
import { compileAgencyIndex } from './registry/agency-index';
import { compileAgreements } from './registry/agreement-standing';
import { compileSystemIndex } from './registry/system-index';
import { compileWorkingTime, VIETNAM_OFFSET } from './registry/working-time';
import { technicalLayerOf } from './system-days/technical-layer';
import { markThreat } from './threat-intel/mark-threat';
import type { ThreatTable } from './threat-intel/threat-table';
import { createUserAgentParser } from './user-agent/parse-user-agent';

type KhienFields = NonNullable<Event['khien']>;

/** What the pipeline knows of a record beside the draft its profile made. Times in milliseconds since the epoch. */
export interface AboutRecord {
  sourceId: string;
  chunkId: string;
  position: string;
  receivedAt: number;
  /** Profile id and version. */
  parser: string;
  timeQuality: NonNullable<KhienFields['time_quality']>;
  /** SHA-256 of the raw octets, hex. */
  hash: string;
}

export interface EnricherOptions {
  registry: Registry;
  /** `cccd:7f3a…` for a value of a kind, stable within the year. Kinds are lower-case words. */
  pseudonymise: (kind: string, value: string, year: number) => string;
  /** Working hours of agencies, over those the register states. */
  hoursByAgency?: ReadonlyMap<string, WorkingHours>;
  /** Mail domains of officials beside `gov.vn` and the systems' own. */
  officialDomains?: readonly string[];
  /** Country and network of public addresses, when the operator has such files; asked anew for every event, as are the lists: both are reloaded while the enricher lives. */
  geo?: () => GeoLookup | undefined;
  /** The threat lists in force. */
  threats?: () => ThreatTable | undefined;
}

export interface Enricher {
  /** The event to store, and how many pieces of personal data were replaced. Takes the draft over: its parts go into the event. */
  enrich(draft: EventDraft, about: AboutRecord): { event: Event; masked: number };
}

const AHEAD = 5 * 60_000;
const LATE = 24 * 3_600_000;

/** Adds what Khiên knows (system, agency, dossier, agreement, R17, working time) and takes away what it must not keep (personal data). Look-up tables are built here, once. */
export function createEnricher({
  registry,
  pseudonymise,
  hoursByAgency,
  officialDomains,
  geo,
  threats,
}: EnricherOptions): Enricher {
  const systems = compileSystemIndex(registry);
  const actorAgencyOf = compileAgencyIndex(registry.agencies);
  const standingOf = compileAgreements(registry.agreements, systems.byId);
  const isWorkingTime = compileWorkingTime(registry.calendar, hoursOf(registry.agencies, hoursByAgency));
  const parseUserAgent = createUserAgentParser();
  const isOfficial = compileOfficialDomains(registry.systems, officialDomains);

  function enrich(draft: EventDraft, about: AboutRecord): { event: Event; masked: number } {
    const at = Date.parse(draft['@timestamp']);
    const day = vietnamDay(at);
    judgeAccess(draft, day, about);
    // Before masking: a private mail address is no account of an agency, but an official's domain must still be there.
    const actorAgencyId = actorAgencyOf(draft);
    // Addresses, names and digests as the record has them: masking may change a URL.
    const threat = threats?.()?.match(draft, about.receivedAt);
    const counted = { masked: 0 };
    maskEvent(draft, tokensOf(counted, Number(day.slice(0, 4))));
    draft.event.hash = about.hash;
    const places = geo?.();
    if (places) locate(draft, places);
    describeAgent(draft, parseUserAgent);
    const tag = clockTag(at, about.receivedAt);
    if (threat) markThreat(draft, threat);
    if (tag) draft.tags = [...(draft.tags ?? []).slice(0, 255), tag];
    const event: Event = draft;
    event.khien = khienOf(draft, about, at);
    if (threat) event.khien.indicator_field = threat.field;
    if (actorAgencyId !== undefined) event.khien.actor_agency_id = actorAgencyId;
    if (counted.masked > 0) event.khien.masked = counted.masked;
    return { event, masked: counted.masked };
  }

  function judgeAccess(draft: EventDraft, day: string, about: AboutRecord): void {
    if (!isAccess(draft)) return;
    const stated = draft.access;
    draft.access ??= {};
    if (stated) {
      const standing = standingOf(draft, day);
      stated.agreement_state = standing.state;
      stated.agreement_covers = standing.covers;
      const dataClass = stated.dataset === undefined ? undefined : systems.dataClassOf(stated.dataset);
      if (dataClass !== undefined) stated.data_class = dataClass;
    }
    draft.access.questions = answerQuestions(draft, about.timeQuality);
  }

  function tokensOf(counted: { masked: number }, year: number): Tokens {
    return {
      of(kind, value) {
        counted.masked++;
        return `[${pseudonymise(kind, value, year)}]`;
      },
      secret() {
        counted.masked++;
        return '[secret]';
      },
      isOfficial,
    };
  }

  function khienOf(draft: EventDraft, about: AboutRecord, at: number): KhienFields {
    const system = systems.hitBy(draft) ?? systems.ofSource(about.sourceId);
    const khien: KhienFields = {
      source_id: about.sourceId,
      chunk_id: about.chunkId,
      position: about.position,
      received_at: isoOf(about.receivedAt),
      parser: about.parser,
      time_quality: about.timeQuality,
      working_time: isWorkingTime(at, system?.agencyId),
    };
    if (system) addSystem(khien, system);
    const actor = systems.cameFrom(draft);
    if (actor) khien.actor_system_id = actor.id;
    const layer = technicalLayerOf(draft);
    if (layer) khien.technical_layer = layer;
    return khien;
  }

  return { enrich };
}

function hoursOf(
  agencies: Registry['agencies'],
  more: ReadonlyMap<string, WorkingHours> = new Map(),
): Map<string, WorkingHours> {
  const hours = new Map<string, WorkingHours>();
  for (const { id, workingHours } of agencies) if (workingHours) hours.set(id, workingHours);
  for (const [id, stated] of more) hours.set(id, stated);
  return hours;
}

function addSystem(khien: KhienFields, system: System): void {
  khien.system_id = system.id;
  khien.agency_id = system.agencyId;
  khien.dossier_state = system.dossier.state;
  if (system.level !== undefined) khien.system_level = system.level;
}

const ENDS = ['source', 'destination', 'client', 'server'] as const;

/** Adds country and network to the ends of a connection; what a record states itself stays. */
function locate(draft: EventDraft, geo: GeoLookup): void {
  for (const name of ENDS) {
    const end = draft[name];
    if (end?.ip === undefined) continue;
    const found = geo.find(end.ip);
    if (found?.geo) end.geo = { ...found.geo, ...end.geo };
    if (found?.as) end.as = { ...found.as, ...end.as };
  }
}

/** After masking, so that what is kept of a user agent holds nobody's data. */
function describeAgent(
  { user_agent: agent }: EventDraft,
  parse: ReturnType<typeof createUserAgentParser>,
): void {
  if (agent?.original === undefined || agent.name !== undefined) return;
  // What is parsed is kept for the next event: parts of it are copied, never shared.
  const { os, device, name, version } = parse(agent.original);
  if (name !== undefined) agent.name = name;
  if (version !== undefined) agent.version = version;
  if (os && !agent.os) agent.os = { ...os };
  if (device && !agent.device) agent.device = { ...device };
}

const DAY = 86_400_000;
let lastDay = { number: 0, text: '1970-01-01' };

/** The day in Vietnam, `YYYY-MM-DD`. Events of one day follow one another, so the last answer is kept. */
function vietnamDay(epochMs: number): string {
  const number = Math.floor((epochMs + VIETNAM_OFFSET) / DAY);
  if (lastDay.number !== number)
    lastDay = { number, text: new Date(number * DAY).toISOString().slice(0, 10) };
  return lastDay.text;
}

let lastInstant = { ms: 0, text: '1970-01-01T00:00:00.000Z' };

/** Records of a chunk were received at nearly the same instants. */
function isoOf(epochMs: number): string {
  if (lastInstant.ms !== epochMs) lastInstant = { ms: epochMs, text: new Date(epochMs).toISOString() };
  return lastInstant.text;
}

/** A device's clock that runs ahead, or a record that came late, is told and never dropped. */
function clockTag(at: number, receivedAt: number): string | undefined {
  if (at > receivedAt + AHEAD) return 'clock_ahead';
  return at < receivedAt - LATE ? 'late' : undefined;
}
