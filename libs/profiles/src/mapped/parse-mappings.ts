import { Event } from '@khien/model';
import type { Profile, ProfileContext } from '../profile';
import { createMappedProfile } from './create-mapped-profile';
import { Mapping } from './mapping';

/** A parsed YAML file of `config/mappings/` and the line of each of its values. */
export interface MappingDocument {
  file: string;
  value: unknown;
  lineAt: (path: readonly PropertyKey[]) => number;
}
export interface MappingProblem {
  file: string;
  line: number;
  message: string;
}

/** Examples are read as if received then and there, so that the same file always gives the same answer. */
const CONTEXT: ProfileContext = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };
const NAME = /^[a-z][a-z0-9-]{1,60}$/;

/** The profiles of all mappings that hold together and whose own examples come out as they say; every other one is a problem. */
export function parseMappings(documents: readonly MappingDocument[]): {
  profiles: Profile[];
  problems: MappingProblem[];
} {
  const profiles = new Map<string, Profile>();
  const problems: MappingProblem[] = [];
  for (const document of documents) {
    const { file } = document;
    const name = file
      .slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1)
      .replace(/\.ya?ml$/, '');
    const found = profiles.has(`mapped:${name}`)
      ? { problems: [said(document, [], 'two mappings have one name')] }
      : parseOne(name, document);
    if ('profile' in found) profiles.set(found.profile.id, found.profile);
    else problems.push(...found.problems);
  }
  return { profiles: [...profiles.values()], problems };
}

function said(
  { file, lineAt }: MappingDocument,
  path: readonly PropertyKey[],
  message: string,
): MappingProblem {
  return { file, line: lineAt(path), message };
}

function parseOne(
  name: string,
  document: MappingDocument,
): { profile: Profile } | { problems: MappingProblem[] } {
  if (!NAME.test(name))
    return { problems: [said(document, [], 'name of the file: small letters, digits and - only')] };
  const parsed = Mapping.safeParse(document.value);
  if (!parsed.success)
    return {
      problems: parsed.error.issues.map(({ path, message }) =>
        said(document, path, `${path.map(String).join('.')}: ${message}`),
      ),
    };
  const made = createMappedProfile(name, parsed.data);
  if (!made.ok) return { problems: made.problems.map((message) => said(document, [], message)) };
  const failed = parsed.data.examples.flatMap((example, at) => {
    const message = failureOf(made.profile, example);
    return message === undefined ? [] : [said(document, ['examples', at], `examples.${at}: ${message}`)];
  });
  return failed.length > 0 ? { problems: failed } : { profile: made.profile };
}

function failureOf(profile: Profile, example: Mapping['examples'][number]): string | undefined {
  const result = profile.toEvent(example.record, CONTEXT);
  if ('refused' in example) return result.ok ? 'expected to be refused, but became an event' : undefined;
  if (!result.ok) return `refused: ${result.detail}`;
  const checked = Event.safeParse(result.event);
  if (!checked.success) return `no valid event: ${checked.error.issues[0]?.path.join('.') ?? ''}`;
  for (const [path, expected] of Object.entries(example.expect)) {
    const actual = at(result.event, path);
    if (JSON.stringify(actual) !== JSON.stringify(expected))
      return `${path}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual) ?? 'nothing'}`;
  }
  return undefined;
}

/** `vendor.a.b` is one key below `vendor`. */
function at(event: object, path: string): unknown {
  if (/^(?:vendor|labels)\./.test(path)) {
    const dot = path.indexOf('.');
    return (event as Record<string, Record<string, unknown> | undefined>)[path.slice(0, dot)]?.[
      path.slice(dot + 1)
    ];
  }
  return path
    .split('.')
    .reduce<unknown>((holder, key) => (holder as Record<string, unknown> | undefined)?.[key], event);
}
