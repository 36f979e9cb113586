import type { ControlStatus, GapPlan } from '@khien/model';
import type { ControlLine, DocumentContext } from '../document-context';
import { BLANK, type Block, type Row } from '../print/blocks';
import { shortDay } from '../print/vietnamese-day';
import { BASIS_WORDS, citedInFull, type Language, STATUS_WORDS } from './words';

/** Newest evidence shown per control; the rest is in the register. */
const EVIDENCE_SHOWN = 3;

/** One row a requirement (Đ22.6), under its group: how it is deployed, how it stands, on what evidence, what is planned. */
export function planTable(context: DocumentContext): Block {
  return {
    kind: 'table',
    size: 10,
    columns: [
      { heading: 'Mã', width: 1.2 },
      { heading: 'Yêu cầu', width: 3.6 },
      { heading: 'Căn cứ', width: 1.6 },
      { heading: 'Phương án triển khai', width: 3.4 },
      { heading: 'Trạng thái', width: 1.3, align: 'center' },
      { heading: 'Bằng chứng', width: 1.9 },
      { heading: 'Kế hoạch khắc phục', width: 2.2 },
    ],
    rows: byGroup(context.controls).flatMap(({ title, controls }): Row[] => [
      { span: title },
      ...controls.map((control) => planRow(context, control)),
    ]),
  };
}

function planRow(context: DocumentContext, control: ControlLine): Row {
  const plan = gapOf(context, control.id);
  const met = control.result?.status === 'met' || control.result?.status === 'not_applicable';
  return [
    control.id,
    control.title.vi,
    citedInFull(control.clause, control.mark),
    statementOf(context, control.id) ?? BLANK,
    control.result === undefined ? BLANK : STATUS_WORDS[control.result.status].vi,
    evidenceOf(control, 'vi'),
    met ? '' : (planInWords(plan) ?? BLANK),
  ];
}

export const gapOf = ({ gaps }: DocumentContext, controlId: string): GapPlan | undefined =>
  gaps.find((plan) => plan.controlId === controlId);

/** What a person said of how the requirement is met: the newest attestation. */
function statementOf({ evidence }: DocumentContext, controlId: string): string | undefined {
  const found = evidence
    .map(({ fact, effectiveFrom }) => ({ fact, effectiveFrom }))
    .filter(({ fact }) => fact.kind === 'attestation' && fact.controlId === controlId)
    .sort((one, other) => (one.effectiveFrom < other.effectiveFrom ? 1 : -1))[0];
  return found?.fact.kind === 'attestation' ? found.fact.statement : undefined;
}

/** «Kiểm tra tự động: 05/11/2026 (đến 05/12/2026)» */
export function evidenceOf({ result }: ControlLine, language: Language): string {
  if (result === undefined) return BLANK;
  const basis = BASIS_WORDS[result.basis][language];
  const until = language === 'vi' ? 'đến' : 'until';
  const stale = language === 'vi' ? 'hết hiệu lực' : 'stale';
  const shown = result.evidence
    .slice(0, EVIDENCE_SHOWN)
    .map(({ effectiveFrom, effectiveTo, fresh, collectedAt }) => {
      const day = shortDay(effectiveFrom ?? vietnameseDay(collectedAt));
      const end = effectiveTo === undefined ? '' : ` (${until} ${shortDay(effectiveTo)})`;
      return `${day}${end}${fresh ? '' : `, ${stale}`}`;
    });
  return shown.length === 0 ? basis : `${basis}: ${shown.join('; ')}`;
}

const UTC_PLUS_7 = 7 * 3600_000;
/** Day of a moment on the Vietnamese calendar (no summer time). */
export const vietnameseDay = (at: number): string => new Date(at + UTC_PLUS_7).toISOString().slice(0, 10);

export function planInWords(plan: GapPlan | undefined): string | undefined {
  if (plan === undefined) return undefined;
  const said = [
    plan.owner,
    plan.dueOn === undefined ? undefined : `hạn ${shortDay(plan.dueOn)}`,
    plan.note,
  ].filter((part) => part !== undefined && part !== '');
  return said.length === 0 ? undefined : said.join('; ');
}

export interface ControlGroup {
  title: string;
  controls: ControlLine[];
}

/** Controls under their groups, in the order they come. */
export function byGroup(controls: readonly ControlLine[], language: Language = 'vi'): ControlGroup[] {
  const groups = new Map<string, ControlGroup>();
  for (const control of controls) {
    const group = groups.get(control.group.id) ?? { title: control.group.title[language], controls: [] };
    group.controls.push(control);
    groups.set(control.group.id, group);
  }
  return [...groups.values()];
}

/** Number of controls by status, in words. */
export function countsInWords(controls: readonly ControlLine[], language: Language): string {
  const statuses = Object.keys(STATUS_WORDS) as ControlStatus[];
  const count = (status: ControlStatus): number =>
    controls.filter(({ result }) => result?.status === status).length;
  return statuses.map((status) => `${STATUS_WORDS[status][language]}: ${count(status)}`).join('; ');
}
