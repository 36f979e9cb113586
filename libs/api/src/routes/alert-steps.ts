import { type AlertCommand, MIN_CLOSE_NOTE } from '@khien/alerts';
import { CloseReason } from '@khien/model';
import { z } from 'zod';
import { takeStep } from '../alert-steps';
import { alertViewFor } from '../alert-view';
import type { ApiDeps } from '../api-deps';
import { Id } from '../query-fields';
import { actorOf } from '../read-log';
import { type Call, type Route, route } from '../route';
import { etagOf, requireIfMatch } from '../version-tag';
import { visibleAlert } from './alerts';

const params = z.strictObject({ id: Id });
type Params = z.output<typeof params>;
const note = z.string().trim().min(1).max(2000);

/** What analysts do with an alert. Each needs the version they have read. */
export function alertStepRoutes(deps: ApiDeps): Route[] {
  async function step(call: Call<Params, unknown, unknown>, command: AlertCommand) {
    const { caller, from } = call;
    const expectedSeq = requireIfMatch(call.request);
    const alert = await visibleAlert(deps, caller, call.params.id);
    const by = { actor: actorOf(caller), from, at: deps.now() };
    const after = await takeStep(deps.store, alert, { command, expectedSeq, by });
    return {
      body: { alert: alertViewFor(caller.user, after, deps.registry()) },
      headers: { ETag: etagOf(after.workflow.seq) },
    };
  }
  return [
    route({
      method: 'POST',
      path: '/alerts/:id/acknowledge',
      action: 'alert.acknowledge',
      summary: 'Take an alert: it becomes mine',
      params,
      body: z.strictObject({ note: z.string().trim().max(2000).optional() }),
      handle: (call) => step(call, { kind: 'acknowledge', ...call.body }),
    }),
    route({
      method: 'POST',
      path: '/alerts/:id/close',
      action: 'alert.close',
      summary: 'Close an alert with its reason',
      params,
      body: z.strictObject({ reason: CloseReason, note: note.min(MIN_CLOSE_NOTE) }),
      handle: (call) => step(call, { kind: 'close', ...call.body }),
    }),
    route({
      method: 'POST',
      path: '/alerts/:id/reopen',
      action: 'alert.reopen',
      summary: 'Open a closed alert again',
      params,
      body: z.strictObject({ note }),
      handle: (call) => step(call, { kind: 'reopen', ...call.body }),
    }),
    route({
      method: 'POST',
      path: '/alerts/:id/notes',
      action: 'alert.note',
      summary: 'Add a note',
      params,
      body: z.strictObject({ note }),
      handle: (call) => step(call, { kind: 'note', ...call.body }),
    }),
  ];
}
