import type { Bilingual } from '@khien/model';

export type EntityWord =
  | 'user'
  | 'ip'
  | 'host'
  | 'source'
  | 'system'
  | 'agency'
  | 'agreement'
  | 'dataset'
  | 'service'
  | 'consumer'
  | 'process'
  | 'domain';

const WORDS: [RegExp, EntityWord][] = [
  [/^khien\.source_id$|^source$|^source_id$/, 'source'],
  [/^khien\.system_id$|^system(_id)?$/, 'system'],
  [/^khien\.agency_id$|^agency(_id)?$|^organization\./, 'agency'],
  [/(^|[._])ips?$|^address$|\.address$/, 'ip'],
  [/(^|\.)user(\.|_|$)|^account$|^person$/, 'user'],
  [/^(host|device|observer)(\.|$)/, 'host'],
  [/agreement/, 'agreement'],
  [/dataset/, 'dataset'],
  [/domain$|^dns\./, 'domain'],
  [/^xroad\.client\.member/, 'agency'],
  [/^xroad\.client\./, 'consumer'],
  [/^(service|xroad)(\.|$)/, 'service'],
  [/^process(\.|$)/, 'process'],
];

interface Named {
  entity: { kind: string; value: string };
  systemName?: Bilingual;
  sourceName?: Bilingual;
}

/** The registry's name of a system or source an alert is about; undefined where its value is all there is. */
export function entityName({ entity, systemName, sourceName }: Named): Bilingual | undefined {
  const word = entityWord(entity.kind);
  if (word === 'system') return systemName;
  return word === 'source' ? sourceName : undefined;
}

/** The word for the kind of thing an alert is about; rules name it by a field of the event or by a plain word. */
export function entityWord(kind: string): EntityWord | undefined {
  return WORDS.find(([pattern]) => pattern.test(kind))?.[1];
}
