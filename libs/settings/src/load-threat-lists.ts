import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { MonitorError } from '@khien/model';
import type { Settings } from './settings';
import type { Problem } from './yaml-document';
import { readTextFile, type TextFile } from './yaml-files';

/** Longest list, in octets: about a million indicators. */
const MAX_LIST_BYTES = 128 * 1024 * 1024;
const LIST = /\.(?:csv|json|txt)$/i;

/** Texts of the indicator lists (`*.csv`, `*.txt`, `*.json`) that the settings name; of a folder those in it, not deeper. */
export function loadThreatLists(paths: readonly string[]): { files: TextFile[]; problems: Problem[] } {
  const files: TextFile[] = [];
  const problems: Problem[] = [];
  for (const file of new Set(paths.flatMap((path) => listsAt(path, problems)))) {
    const read = readTextFile(file, MAX_LIST_BYTES);
    if (read.ok) files.push({ file, text: read.text });
    else problems.push(read.problem);
  }
  return { files, problems };
}

function listsAt(path: string, problems: Problem[]): string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    // A MISP feed's manifest names events and holds none.
    return readdirSync(path)
      .filter((name) => LIST.test(name) && !name.startsWith('.') && name !== 'manifest.json')
      .sort()
      .map((name) => join(path, name));
  } catch {
    problems.push({ file: path, line: 1, message: 'no such file or folder' });
    return [];
  }
}

/** The MMDB files that the settings name, as they are. MonitorError `bad_configuration` when one cannot be read. */
export function readGeoFiles({ geoip }: Pick<Settings, 'geoip'>): { place?: Buffer; asn?: Buffer } {
  const { placeFile, asnFile } = geoip;
  return {
    ...(placeFile !== undefined && { place: bytesOf('KHIEN_GEOIP_FILE', placeFile) }),
    ...(asnFile !== undefined && { asn: bytesOf('KHIEN_GEOIP_ASN_FILE', asnFile) }),
  };
}

function bytesOf(name: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new MonitorError('bad_configuration', `${name}: ${file} cannot be read`, { cause: error });
  }
}
