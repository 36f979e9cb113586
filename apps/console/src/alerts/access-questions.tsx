import type { Access, Answer } from '@khien/model';
import { useText } from '../i18n/use-text';
import { VerdictMark } from '../ui/marks';
import type { Verdict } from '../ui/shapes';

const ASKED = [
  'authenticated',
  'authorised',
  'logged',
  'traceable',
  'access_controlled',
  'purpose_controlled',
] as const;
const VERDICTS: Record<Answer, Verdict> = { yes: 'good', no: 'bad', not_stated: 'unsure' };

/** The six sub-checks of R17 for one access: phân quyền, xác thực, ghi nhận nhật ký, truy vết, kiểm soát truy cập, mục đích. */
export function AccessQuestions({ questions }: { questions: NonNullable<Access['questions']> }) {
  const { t } = useText();
  return (
    <dl className="questions" aria-label={t('event.questions')}>
      {ASKED.map((asked) => (
        <div key={asked} className="question">
          <dt>{t(`event.question_${asked}`)}</dt>
          <dd>
            <VerdictMark verdict={VERDICTS[questions[asked]]}>
              {t(`event.answer_${questions[asked]}`)}
            </VerdictMark>
          </dd>
        </div>
      ))}
    </dl>
  );
}
