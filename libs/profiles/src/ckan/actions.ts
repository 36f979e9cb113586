import type { Draft } from '../draft/open-draft';

type Words = Parameters<Draft['say']>[0];

const CALL = /^\/api\/(?:\d\/)?action\/([a-z_]{3,60})\/?$/;
const READS =
  /_(?:show|list|search|autocomplete|get)$|^(?:datastore_search|datastore_search_sql|status_show)$/;
const PAGE =
  /^\/dataset\/(?!new$|edit\/|activity|groups\/)([\w-]{2,100})(?:\/resource\/[\w-]{36}(\/download)?)?/;

/** The action API (`/api/3/action/package_create`) names what was done; pages of a dataset name which. */
export function putAction(draft: Draft): void {
  const path = String(draft.get('url.path') ?? '');
  const action = CALL.exec(path)?.[1];
  const page = PAGE.exec(path);
  const named = /(?:^|&)(?:id|resource_id|name_or_id)=([\w-]{1,100})(?:&|$)/.exec(
    String(draft.get('url.query') ?? ''),
  )?.[1];
  if (action === undefined) {
    draft.put('access.dataset', page?.[1]);
    if (page?.[2]) draft.say({ category: ['web', 'api'], action: 'data_export' });
    return;
  }
  draft.put('access.dataset', named);
  draft.put('event.code', action);
  const denied = (draft.get('event.type') as string[]).includes('denied');
  draft.say({
    ...wordsOfCall(action),
    ...(denied && { type: [...(wordsOfCall(action).type ?? []), 'denied'] }),
  });
}

function wordsOfCall(action: string): Words {
  if (READS.test(action)) return { category: ['api'], type: ['access'], action };
  const type = /_(?:create|import|upsert)$/.test(action)
    ? 'creation'
    : /_(?:delete|purge)$/.test(action)
      ? 'deletion'
      : 'change';
  return {
    category: [/^(?:user|member|organization_member|group_member)_/.test(action) ? 'iam' : 'api'],
    type: [type],
    action,
  };
}

const VERBS: Readonly<Record<string, readonly [string, string]>> = {
  new: ['create', 'creation'],
  changed: ['update', 'change'],
  deleted: ['delete', 'deletion'],
};

const PAST: Readonly<Record<string, string>> = { create: 'created', update: 'changed', delete: 'deleted' };

/** `new package`, `changed package`, `deleted package`, `new user` of the activity stream, as the action that caused them. */
export function wordsOfActivity(activity: string): Words {
  const [verb = '', ...what] = activity.split(' ');
  const [done, type] = VERBS[verb] ?? [verb.replace(/\W+/g, '_'), 'info'];
  if (what.join(' ') === 'user')
    return { category: ['iam'], type: ['user', type], action: `user_${PAST[done] ?? done}` };
  const noun = what.join('_').replace(/\W+/g, '_').slice(0, 60) || 'object';
  return { category: ['api'], type: [type], action: `${noun}_${done}` };
}
