import type { EventDraft } from '@khien/model';
import { confidenceWord, type Indicator } from './indicator';
import type { ThreatMatch } from './threat-table';

/** What an event that an indicator matched is tagged with. */
export const THREAT_TAG = 'threat_intel';

/** Writes the indicator into the event: `threat.indicator.*`, `threat.feed.name` and the tag. What the record itself names (the malware an antivirus found) stays. */
export function markThreat(draft: EventDraft, { indicator }: ThreatMatch): void {
  const { value, source, confidence, description, reference } = indicator;
  draft.threat = {
    ...draft.threat,
    indicator: {
      name: value,
      type: typeOf(indicator),
      confidence: confidenceWord(confidence),
      provider: source,
      ...(description !== undefined && { description }),
      ...(reference !== undefined && { reference }),
      ...draft.threat?.indicator,
    },
    feed: { name: source },
  };
  draft.tags = [...(draft.tags ?? []).slice(0, 254), THREAT_TAG];
}

/** ECS takes the words of STIX. */
function typeOf({ kind, value }: Indicator): string {
  if (kind === 'hash') return 'file';
  if (kind === 'domain') return 'domain-name';
  if (kind === 'url') return 'url';
  return value.includes(':') ? 'ipv6-addr' : 'ipv4-addr';
}
