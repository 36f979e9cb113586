import { ckan } from './profile';

const CONTEXT = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
function eventOf(text: string) {
  const result = ckan.toEvent(text, CONTEXT);
  if (!result.ok) throw new Error(result.detail);
  return result.event;
}
const line = (message: string) => `2026-11-20 08:15:30,123 INFO  [ckan.x] ${message}`;
const activity = (kind: string) =>
  JSON.stringify({
    activity_type: kind,
    object_id: 'o',
    timestamp: '2026-11-20T01:00:00',
    data: { actor: 'an', package: { name: 'd' } },
  });

describe('ckan', () => {
  it.each([
    ['new package', 'package_create', 'creation'],
    ['changed package', 'package_update', 'change'],
    ['deleted package', 'package_delete', 'deletion'],
    ['changed organization', 'organization_update', 'change'],
    ['follow dataset', 'dataset_follow', 'info'],
  ])('the activity «%s» is %s, the word the publishing rule waits for', (kind, action, type) => {
    expect(eventOf(activity(kind))).toMatchObject({
      event: { action, type: [type], outcome: 'success' },
      access: { dataset: 'd' },
      user: { name: 'an' },
    });
    expect(ckan.logsource(eventOf(activity(kind)))).toEqual({ category: 'application', product: 'ckan' });
  });
  it.each([
    ['200 /api/3/action/package_show render time 0.1 seconds', 'package_show', 'success'],
    ['409 /api/action/resource_create render time 0.1 seconds', 'resource_create', 'failure'],
    ['/about render time 0.1 seconds', 'http_request', 'success'],
    ['indexed 12 datasets', 'server_message', 'success'],
  ])('«%s» is %s', (message, action, outcome) => {
    expect(eventOf(line(message)).event).toMatchObject({ action, outcome });
  });
  it.each([
    ['another application', '2026-11-20 08:15:30,123 INFO  [django.server] x', 'unrecognised'],
    ['JSON of another kind', '{"a":1}', 'unrecognised'],
    ['a date that does not exist', '2026-02-30 08:15:30,123 INFO  [ckan.x] x', 'bad_field'],
  ])('refuses %s', (_, text, reason) => {
    expect(ckan.toEvent(text, CONTEXT)).toMatchObject({ ok: false, reason });
  });
});
