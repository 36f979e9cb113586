import type { EventDraft } from '@khien/model';
import { type ProfileBook, profileById } from '@khien/profiles';
import type { EventLogsource } from '@khien/sigma';

/** What an event of this profile is in Sigma's words; undefined: every rule is tried. */
export function logsourceOf(
  profileId: string,
  byId: ProfileBook['byId'] = profileById,
): (event: EventDraft) => EventLogsource | undefined {
  const logsource = byId(profileId)?.logsource;
  return typeof logsource === 'function' ? logsource : () => logsource;
}
