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
  [/^(service|xroad)(\.|$)/, 'service'],
  [/^process(\.|$)/, 'process'],
];

/** The word for the kind of thing an alert is about; rules name it by a field of the event or by a plain word. */
export function entityWord(kind: string): EntityWord | undefined {
  return WORDS.find(([pattern]) => pattern.test(kind))?.[1];
}
