import { createHash } from 'node:crypto';
import type {
  ComplianceSheet,
  ControlResult,
  ControlStatus,
  Document,
  StatusChange,
  VersionedDocument,
} from '@khien/model';
import type { SheetSummary } from '../office';

/** What follows from a new sheet and is not written with it: delivered right after, and again whenever that is not sure. */
export interface Outbox {
  changes: StatusChange[];
  /** Material changes that were not there before. */
  material: ComplianceSheet['changes'];
}

/** `compliance_sheets`: all but the control results, with what is needed to see a change without reading those. */
export interface StoredSheet extends SheetSummary, VersionedDocument {
  /** `<control id> <status>`, and the day it runs out where it does. */
  statuses: string[];
  /** Of everything a person would see change. */
  print: string;
  outbox: Outbox;
}

/** `control_results`: the results of the sheet with the same id. */
export interface StoredResults extends Document {
  results: ControlResult[];
}

export function summaryOf({ controls: _controls, ...summary }: ComplianceSheet): SheetSummary {
  return summary;
}

export function viewOf(stored: StoredSheet): SheetSummary {
  const { version: _version, statuses: _statuses, print: _print, outbox: _outbox, ...summary } = stored;
  return summary;
}

/** Whether a line of `statuses` ends with a day. */
const runsOut = (line: string): boolean => line.at(-3) === '-' && / \d{4}-\d{2}-\d{2}$/.test(line);

export const statusesOf = ({ controls }: ComplianceSheet): string[] =>
  controls.map(({ controlId, status, expiresOn }) =>
    expiresOn === undefined ? `${controlId} ${status}` : `${controlId} ${status} ${expiresOn}`,
  );

/**
 * A sheet as far as a comparison or a deadline needs it: of the controls only how they stand, and until when. Of all controls, or
 * of those that run out and the `wanted` ones.
 */
export function comparable(stored: StoredSheet, wanted?: ReadonlySet<string>): ComplianceSheet {
  const lines = wanted
    ? stored.statuses.filter((line) => runsOut(line) || wanted.has(line.slice(0, line.indexOf(' '))))
    : stored.statuses;
  const controls = lines.map((line): ControlResult => {
    const [controlId = '', status, expiresOn] = line.split(' ');
    return {
      controlId,
      status: status as ControlStatus,
      ...{ basis: 'none', reasons: [], evidence: [] },
      ...(expiresOn !== undefined && { expiresOn }),
    };
  });
  return { ...viewOf(stored), controls };
}

/**
 * SHA-256 over what a person would see change. Moments of measuring are left out: what was measured again with the same result
 * is no change. The day is part of it, so that every sheet is written once a day and says of when it is.
 */
export function printOf(sheet: ComplianceSheet): string {
  const hash = createHash('sha256');
  hash.update(`${sheet.on} ${sheet.agencyId} ${sheet.level}`);
  for (const { layer, verdict, expiresOn, reasons } of sheet.layers) {
    hash.update(`\n${layer} ${verdict} ${expiresOn}`);
    for (const { check, verdict: one, text, evidence } of reasons)
      hash.update(`\n ${check} ${one} ${text.vi} ${used(evidence)}`);
  }
  for (const { layer, verdict, text } of sheet.technical) hash.update(`\n${layer} ${verdict} ${text.vi}`);
  for (const { kind, text, evidence } of sheet.changes) hash.update(`\n${kind} ${text.vi} ${used(evidence)}`);
  for (const control of sheet.controls) hash.update(lineOf(control));
  return hash.digest('hex');
}

function lineOf(control: ControlResult): string {
  const { controlId, status, basis, expiresOn, inheritedFrom, reasons, evidence } = control;
  let line = `\n${controlId} ${status} ${basis} ${expiresOn} ${inheritedFrom} ${used(evidence)}`;
  for (const reason of reasons) line += ` ${reason.vi}`;
  return line;
}

function used(evidence: ControlResult['evidence']): string {
  let text = '';
  for (const { id, fresh } of evidence) text += `${id}${fresh ? '+' : '-'}`;
  return text;
}
