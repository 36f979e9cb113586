import type { EventDraft } from '@khien/model';
import { type Logsource, profileById } from '@khien/profiles';

/** What an event of this profile is in Sigma's words; undefined: every rule is tried. */
export function logsourceOf(profileId: string): (event: EventDraft) => Logsource | undefined {
  const logsource = profileById(profileId)?.logsource;
  return typeof logsource === 'function' ? logsource : () => logsource;
}
