import type { Agency, Evidence, PaperRef } from '@khien/model';
import type { DocumentContext } from '../document-context';
import { dayInWords, dayParts } from '../print/vietnamese-day';
import type { PlaceholderName } from './placeholder-names';
import { appraiserName, independentAppraiser, lastEvent, levelOf } from './roles';

/** A day as the register writes it; a person may also have typed «quý II năm 2027». */
const DAY = /^\d{4}-\d{2}-\d{2}$/;

type Values = Partial<Record<PlaceholderName, string | undefined>>;

const APPRAISAL_FORMS = {
  meeting: 'Tổ chức họp',
  in_writing: 'Lấy ý kiến bằng văn bản',
  both: 'Tổ chức họp và lấy ý kiến bằng văn bản',
} as const;

/** What a form's placeholders stand for in this context. Lists are lines; what is not known is left out. */
export function placeholderValues(
  context: DocumentContext,
  { issuer, parameters }: { issuer: Agency | undefined; parameters: Record<string, string> },
): Values {
  const { system, owner, specialisedUnit } = context;
  const operator = context.operator ?? context.agency;
  const level = levelOf(context);
  return {
    'issuer.name': issuer?.name.vi,
    'issuer.symbol': issuer?.contact?.symbol,
    'system.name': system?.name.vi,
    'operator.name': operator?.name.vi,
    'operator.address': operator?.contact?.address,
    'owner.name': owner?.name.vi,
    'specialised_unit.name': specialisedUnit?.name.vi,
    'appraiser.name': appraiserName(context),
    'independent_appraiser.name': independentAppraiser(context),
    level: level === undefined ? undefined : String(level),
    standard: parameters.standard,
    technical_regulation: parameters.technical_regulation,
    ...fromActs(context),
    ...fromEvidence(context.evidence),
    ...fromReport(context),
  };
}

function fromActs(context: DocumentContext): Values {
  const { dossier } = context;
  const request = lastEvent(context, 'submitted');
  const opinion = lastEvent(context, 'opinion_given');
  const expert = lastEvent(context, 'expert_opinion_given');
  const paper = request?.paper ?? dossier?.papers.submission;
  const day = paper === undefined ? undefined : dayParts(paper.date);
  const central = context.dossier?.track === 'L4' || context.dossier?.track === 'L5';
  const sender = central ? context.owner : (context.operator ?? context.agency);
  return {
    ...numbered('request', paper),
    'request.day': day?.day,
    'request.month': day?.month,
    'request.year': day?.year,
    'request.sender': paper?.issuer ?? sender?.name.vi,
    ...numbered('opinion', opinion?.paper ?? dossier?.papers.opinion),
    'opinion.text': said(opinion?.opinion),
    'opinion.form': opinion === undefined ? undefined : APPRAISAL_FORMS[opinion.form],
    'opinion.coordinating': said(opinion?.coordinating.join('; ')),
    'opinion.coordinating_text': said(opinion?.coordinatingOpinions),
    'opinion.other': said(opinion?.otherOpinion),
    'opinion.defects': said(opinion?.defects.join('\n')),
    'expert_opinion.text': said(expert?.opinion),
    'expert_opinion.verdict':
      expert === undefined ? undefined : expert.favourable ? 'phù hợp' : 'chưa phù hợp',
    ...numbered('decision', dossier?.papers.decision),
    ...numbered('regulation', dossier?.papers.regulation),
    'supplement.items': said((lastEvent(context, 'found_incomplete')?.missing ?? []).join('\n')),
    'return.reason': said(lastEvent(context, 'approval_refused')?.reason),
  };
}

function fromEvidence(evidence: readonly Evidence[]): Values {
  const facts = evidence.map(({ fact }) => fact);
  const conditions = facts.findLast((fact) => fact.kind === 'assessment' && fact.purpose === 'conditions');
  if (conditions?.kind !== 'assessment') return {};
  const RESULTS = {
    pass: 'Đủ điều kiện',
    pass_with_findings: 'Đủ điều kiện, còn tồn tại phải khắc phục',
    fail: 'Chưa đủ điều kiện',
  };
  const { critical, high, medium, low } = conditions.openFindings;
  return {
    'conditions.result': RESULTS[conditions.result],
    'conditions.assessor': conditions.assessor,
    'conditions.date': dayInWords(conditions.on),
    'conditions.findings': `nghiêm trọng ${critical}, cao ${high}, trung bình ${medium}, thấp ${low}`,
  };
}

function fromReport({ report }: DocumentContext): Values {
  if (report === undefined) return {};
  const { counters, year } = report;
  return {
    'report.year': String(year),
    'report.period': `từ ngày 15 tháng 12 năm ${year - 1} đến hết ngày 14 tháng 12 năm ${year}`,
    'report.C1': String(counters.C1),
    'report.C2': String(counters.C2),
    'report.C3': String(counters.C3),
    'report.C4': String(counters.C4),
    'report.C5': String(counters.C5),
    'report.C6': String(counters.C6),
    'report.C7': counters.C7 === undefined || !DAY.test(counters.C7) ? counters.C7 : dayInWords(counters.C7),
  };
}

const said = (text: string | undefined): string | undefined =>
  text === undefined || text.trim() === '' ? undefined : text;

function numbered(
  prefix: 'request' | 'opinion' | 'decision' | 'regulation',
  paper: PaperRef | undefined,
): Values {
  if (paper === undefined) return {};
  return { [`${prefix}.number`]: paper.number, [`${prefix}.date`]: dayInWords(paper.date) };
}
