import { windowsLogsource } from '../../profiles/src/windows-event/logsource';
import type { EventLogsource } from '../src/index';

/** Log sources of a flat Windows event (`Channel`, `EventID`), as the profile that reads such events names them. */
export function windowsPlace({ Channel, EventID }: Record<string, unknown>): EventLogsource {
  return windowsLogsource({
    '@timestamp': '2026-11-21T03:00:00.000Z',
    ecs: { version: '9.1.0' },
    event: { kind: 'event', code: String(EventID ?? '') },
    log: { logger: String(Channel ?? '') },
  });
}
