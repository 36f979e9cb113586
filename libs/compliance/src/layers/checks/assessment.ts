import type { EvidenceOf } from '@khien/model';
import { addMonths } from '../../working-days/day-arithmetic';
import {
  absent,
  breach,
  type CheckCase,
  type CheckOutcome,
  type CheckRun,
  met,
  numberOf,
  stale,
} from '../check-run';
import { dayWords, say } from '../say';

type Assessment = EvidenceOf<'assessment'>;

/** The latest assessment by its own day. One whose report has run out is still what was found. */
function latest({ index, on }: CheckCase): { evidence: Assessment; ended: boolean } | undefined {
  const all = [...index.of('assessment'), ...index.expired('assessment')].filter(({ fact }) => fact.on <= on);
  const [evidence] = all.sort((one, other) =>
    one.fact.on < other.fact.on ? 1 : one.fact.on > other.fact.on ? -1 : other.collectedAt - one.collectedAt,
  );
  return evidence && { evidence, ended: evidence.effectiveTo !== undefined && evidence.effectiveTo < on };
}

const NONE = say('Chưa có kết quả kiểm tra, đánh giá nào', 'No assessment is on record');
const of = ({ fact }: Assessment): string => `${fact.assessor} (${dayWords(fact.on)})`;

/** A check of the latest assessment, if there is one that still counts. */
const ofLatest =
  (look: (input: CheckCase, evidence: Assessment) => CheckOutcome): CheckRun =>
  (input) => {
    const found = latest(input);
    if (!found) return absent(input, NONE);
    const { evidence, ended } = found;
    if (!ended) return look(input, evidence);
    return stale(
      input,
      evidence,
      say(`Kết quả của ${of(evidence)} đã hết hiệu lực`, `The result of ${of(evidence)} has run out`),
    );
  };

/** Lớp 3: somebody assessed, and it passed. */
export const checkAssessmentRecorded = ofLatest((input, evidence) => {
  if (evidence.fact.result === 'fail')
    return breach(input, [evidence], say(`${of(evidence)}: không đạt`, `${of(evidence)}: failed`));
  return met(input, {
    evidence: [evidence],
    text:
      evidence.fact.result === 'pass'
        ? say(`${of(evidence)}: đạt`, `${of(evidence)}: passed`)
        : say(`${of(evidence)}: đạt, còn phát hiện phải khắc phục`, `${of(evidence)}: passed with findings`),
  });
});

/** Lớp 3: not the operator; a professional body where the law names it (level 5, critical list). */
export const checkAssessorNotOperator = ofLatest((input, evidence) => {
  const { system, level } = input;
  const { assessorKind, assessorId, assessor } = evidence.fact;
  if (assessorKind === 'operator' || assessorId === (system.operatorId ?? system.agencyId))
    return breach(
      input,
      [evidence],
      say(`${assessor} là đơn vị vận hành hệ thống`, `${assessor} operates the system`),
    );
  const listed = level === 5 || system.marks?.includes('critical_list') === true;
  if (listed && assessorKind !== 'professional_body')
    return breach(
      input,
      [evidence],
      say(
        `${assessor} không phải tổ chức chuyên môn được cấp phép hoặc chỉ định`,
        `${assessor} is no licensed or designated professional body`,
      ),
    );
  return met(input, {
    evidence: [evidence],
    text: say(`${assessor} độc lập với đơn vị vận hành`, `${assessor} is independent of the operator`),
  });
});

const plain = (text: string): string =>
  text.normalize('NFC').toLocaleLowerCase('vi').replace(/\s+/g, ' ').trim();

/** Lớp 3: not who monitors in layer 2. Our reading of «độc lập». */
export const checkAssessorNotMonitor = ofLatest((input, evidence) => {
  const [monitor] = input.index.of('monitoring_service');
  if (!monitor)
    return absent(
      input,
      say(
        'Chưa biết đơn vị giám sát của lớp 2 để so sánh',
        'The monitoring provider of layer 2 is not known',
      ),
    );
  const { assessor, assessorId } = evidence.fact;
  const { provider, providerId } = monitor.fact;
  const used = [evidence, monitor];
  const same = (assessorId !== undefined && assessorId === providerId) || plain(assessor) === plain(provider);
  if (same)
    return breach(
      input,
      used,
      say(`${assessor} cũng là đơn vị giám sát`, `${assessor} also monitors the system`),
    );
  return met(input, {
    evidence: used,
    text: say(`${assessor} khác đơn vị giám sát ${provider}`, `${assessor} is not the monitor ${provider}`),
  });
});

/** Lớp 3: the interval of the level, a local default while the law states none. */
export const checkAssessmentInterval = ofLatest((input, evidence) => {
  const months = numberOf(input.figure('months'));
  if (months === undefined)
    return {
      verdict: 'unverifiable',
      text: say(
        'Chưa biết cấp độ nên chưa có chu kỳ đánh giá',
        'The level is not known, so there is no interval',
      ),
      evidence: [],
    };
  const due = addMonths(evidence.fact.on, months);
  const last = dayWords(evidence.fact.on);
  if (due < input.on)
    return stale(
      input,
      evidence,
      say(
        `Lần đánh giá gần nhất ${last}, quá chu kỳ ${months} tháng từ ${dayWords(due)}`,
        `Last assessed on ${last}; the ${months} months ended on ${dayWords(due)}`,
      ),
    );
  return met(input, {
    evidence: [evidence],
    text: say(
      `Đánh giá gần nhất ${last}, lần tới chậm nhất ${dayWords(due)}`,
      `Last assessed on ${last}, next by ${dayWords(due)}`,
    ),
    until: [due],
  });
});

/** Lớp 3: critical findings closed by their day. */
export const checkFindings = ofLatest((input, evidence) => {
  const { openFindings, findingsDueOn: due } = evidence.fact;
  const { critical } = openFindings;
  if (critical === 0)
    return met(input, {
      evidence: [evidence],
      text: say('Không còn phát hiện nghiêm trọng', 'No critical finding is open'),
    });
  if (due !== undefined && due < input.on)
    return breach(
      input,
      [evidence],
      say(
        `${critical} phát hiện nghiêm trọng quá hạn khắc phục ${dayWords(due)}`,
        `${critical} critical findings are open past ${dayWords(due)}`,
      ),
    );
  const by =
    due === undefined
      ? say('chưa có hạn', 'no day set')
      : say(`hạn ${dayWords(due)}`, `due ${dayWords(due)}`);
  return {
    ...met(input, {
      evidence: [evidence],
      text: say(
        `Còn ${critical} phát hiện nghiêm trọng, ${by.vi}`,
        `${critical} critical findings are open, ${by.en}`,
      ),
      until: [due],
    }),
    verdict: 'at_risk',
  };
});
