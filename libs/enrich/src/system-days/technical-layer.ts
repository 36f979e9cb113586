import type { EventDraft, TechnicalLayer } from '@khien/model';

const OF_OBSERVER: Readonly<Record<string, TechnicalLayer>> = {
  firewall: 'network',
  ips: 'network',
  ids: 'network',
  nac: 'network',
  vpn: 'network',
  'anti-ddos': 'network',
  switch: 'network',
  router: 'network',
  proxy: 'network',
  dns: 'network',
  waf: 'application',
  'mail-gateway': 'application',
  'db-firewall': 'database',
  edr: 'endpoint',
  dlp: 'endpoint',
  antivirus: 'endpoint',
};
const OF_CATEGORY: ReadonlyArray<readonly [string, TechnicalLayer]> = [
  ['database', 'database'],
  ['web', 'application'],
  ['api', 'application'],
  ['email', 'application'],
  ['process', 'endpoint'],
  ['malware', 'endpoint'],
  ['host', 'endpoint'],
  ['session', 'endpoint'],
  ['network', 'network'],
  ['intrusion_detection', 'network'],
];

/** Which of the four technical layers (R16) an event speaks for: by what observed it, else by its category. */
export function technicalLayerOf(event: EventDraft): TechnicalLayer | undefined {
  const observer = event.observer?.type?.toLowerCase();
  const known = observer === undefined ? undefined : OF_OBSERVER[observer];
  if (known) return known;
  const categories = event.event.category ?? [];
  for (const [category, layer] of OF_CATEGORY) if (categories.includes(category)) return layer;
  if (categories.includes('authentication'))
    return event.host?.name === undefined ? 'application' : 'endpoint';
  return undefined;
}
