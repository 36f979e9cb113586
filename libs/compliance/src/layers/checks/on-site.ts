import type { EvidenceOf } from '@khien/model';
import { absent, breach, type CheckCase, type CheckRun, met, onRecord, stale } from '../check-run';
import { dayWords, say } from '../say';

const force = (input: CheckCase) =>
  onRecord(input, 'designation', ({ fact }) => fact.role === 'on_site_force');

const paper = ({ fact }: EvidenceOf<'designation'>): string =>
  `${fact.decision.number} (${dayWords(fact.decision.date)})`;

const NOBODY = say('Chưa có quyết định phân công lực lượng tại chỗ', 'No on-site force is designated');

/** Lớp 1: somebody is designated, by name. */
export const checkDesignation: CheckRun = (input) => {
  const found = force(input);
  if (!found) return absent(input, NOBODY);
  const { evidence } = found;
  const decision = paper(evidence);
  if (found.state === 'stale')
    return stale(
      input,
      evidence,
      say(`Quyết định phân công ${decision} đã hết hiệu lực`, `Decision ${decision} has run out`),
    );
  if (evidence.fact.person === undefined)
    return breach(
      input,
      [evidence],
      say(`Quyết định ${decision} không nêu người phụ trách`, `Decision ${decision} names no person`),
    );
  return met(input, {
    evidence: [evidence],
    text: say(
      `${evidence.fact.person} được phân công theo quyết định ${decision}`,
      `${evidence.fact.person} is designated by ${decision}`,
    ),
  });
};

/** Lớp 1: a valid certificate. Before the day on which the law asks for it, to have none is only a risk. */
export const checkCertificate: CheckRun = (input) => {
  const { check, on, figure } = input;
  const found = force(input);
  if (found?.state !== 'fresh') return { verdict: 'unverifiable', text: NOBODY, evidence: [] };
  const { evidence } = found;
  const { certificate } = evidence.fact;
  if (!certificate) {
    const from = String(figure('required_from')?.value ?? '');
    const owed = from !== '' && on > from;
    const by = from === '' ? '' : dayWords(from);
    return {
      ...breach(
        input,
        [evidence],
        owed
          ? say(`Chưa có chứng chỉ, hạn bắt buộc ${by} đã qua`, `No certificate; it was owed by ${by}`)
          : say(
              `Chưa có chứng chỉ (bắt buộc chậm nhất ${by || 'theo luật'})`,
              `No certificate (owed by ${by || 'law'})`,
            ),
      ),
      verdict: owed ? 'not_met' : check.absent,
    };
  }
  const valid = dayWords(certificate.validTo);
  if (certificate.validTo < on)
    return stale(
      input,
      evidence,
      say(
        `Chứng chỉ «${certificate.name}» hết hạn ngày ${valid}`,
        `Certificate “${certificate.name}” ended on ${valid}`,
      ),
    );
  return met(input, {
    evidence: [evidence],
    text: say(
      `Chứng chỉ «${certificate.name}» còn hiệu lực đến ${valid}`,
      `Certificate “${certificate.name}” is valid until ${valid}`,
    ),
    until: [certificate.validTo],
  });
};

/** Lớp 1: reachable day and night. */
export const checkContact: CheckRun = (input) => {
  const found = force(input);
  if (!found) return absent(input, NOBODY);
  const { evidence } = found;
  if (found.state === 'stale')
    return stale(
      input,
      evidence,
      say(
        'Đầu mối liên lạc nằm trong quyết định đã hết hiệu lực',
        'The contact stands in a decision that has run out',
      ),
    );
  const contact = evidence.fact.contact24x7?.trim();
  if (!contact)
    return breach(
      input,
      [evidence],
      say('Chưa ghi đầu mối liên lạc 24/7', 'No contact for day and night is given'),
    );
  return met(input, {
    evidence: [evidence],
    text: say('Có đầu mối liên lạc 24/7', 'A contact for day and night is given'),
  });
};
