import type { Draft } from '../draft/open-draft';

/** `file.*` of a Windows path (alternate data streams included). */
export function putFile(draft: Draft, path: string): boolean {
  if (draft.has('file.path')) return false;
  const slash = path.lastIndexOf('\\');
  const name = path.slice(slash + 1);
  const dot = name.lastIndexOf('.');
  draft.put('file.path', path);
  draft.put('file.name', name);
  if (slash > 0) draft.put('file.directory', path.slice(0, slash));
  if (dot > 0 && dot < name.length - 1) draft.put('file.extension', name.slice(dot + 1).toLowerCase());
  return true;
}

const HIVES: ReadonlyMap<string, string> = new Map([
  ['hkey_local_machine', 'HKLM'],
  ['hkey_users', 'HKU'],
  ['hkey_current_user', 'HKCU'],
  ['hkey_classes_root', 'HKCR'],
]);

/** `registry.*` of `HKLM\System\…\Value`. The path stays as the event has it: rules ask for that. */
export function putRegistry(draft: Draft, path: string): boolean {
  if (draft.has('registry.path')) return false;
  draft.put('registry.path', path);
  const first = path.indexOf('\\');
  const last = path.lastIndexOf('\\');
  if (first <= 0) return true;
  const hive = path.slice(0, first);
  draft.put('registry.hive', HIVES.get(hive.toLowerCase()) ?? hive);
  draft.put('registry.key', path.slice(first + 1, last > first ? last : undefined));
  if (last > first) draft.put('registry.value', path.slice(last + 1));
  return true;
}
