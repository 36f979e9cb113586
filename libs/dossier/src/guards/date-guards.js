import { isDay, today } from '@khien/compliance';
import { dayInVietnamese } from '../wording';
import { blocks, warns } from './finding';
const OWN = { clause: 'NĐ 331 Đ23, Đ24', mark: 'INF' };
/** The legal day of an act is a day that was, and not before the act it follows. */
export const dayIsPossible = ({ dossier, context, on }) => {
    if (!isDay(on))
        return blocks({
            code: 'no_such_day',
            ...OWN,
            vi: `Không có ngày ${on}. Hãy chọn một ngày trên lịch.`,
            en: `There is no day ${on}. Choose a day of the calendar.`,
        });
    const now = today(context.at);
    if (on > now)
        return blocks({
            code: 'day_in_future',
            ...OWN,
            vi: `Ngày ${dayInVietnamese(on)} chưa tới (hôm nay ${dayInVietnamese(now)}). Chỉ ghi việc đã làm.`,
            en: `${on} has not come yet (today is ${now}). Record what has been done.`,
        });
    if (dossier.lastOn === undefined || on >= dossier.lastOn)
        return [];
    return blocks({
        code: 'day_before_last',
        ...OWN,
        vi: `Ngày ${dayInVietnamese(on)} trước việc liền trước của hồ sơ (${dayInVietnamese(dossier.lastOn)}). Hãy chọn từ ngày ${dayInVietnamese(dossier.lastOn)}.`,
        en: `${on} is before the dossier's last act (${dossier.lastOn}). Choose that day or a later one.`,
    });
};
/** A document is signed before or on the day of the act it is filed with. */
export const paperIsNotLater = ({ event, on }) => {
    const paper = event === undefined ? undefined : paperOf(event);
    if (paper === undefined || (isDay(paper.date) && paper.date <= on))
        return [];
    return blocks({
        code: 'paper_later',
        ...OWN,
        vi: `Văn bản số ${paper.number} đề ngày ${dayInVietnamese(paper.date)}, không hợp với ngày ${dayInVietnamese(on)} của việc này. Hãy kiểm tra lại hai ngày.`,
        en: `Document ${paper.number} is dated ${paper.date}, which does not fit the day of the act, ${on}. Check the two days.`,
    });
};
const paperOf = (event) => ('paper' in event ? event.paper : undefined);
const ANSWERED = {
    found_incomplete: ['LP-A8'],
    accepted: ['LP-A8'],
    opinion_given: ['LP-A10', 'LP-A11', 'local.appraisal.level-1-2'],
    approved: ['LP-A12', 'local.appraisal.level-1-2'],
    approval_refused: ['LP-A12', 'local.appraisal.level-1-2'],
};
/** A late answer is still an answer: the law knows neither tacit consent nor a penalty for it, only the record that it was late. */
export const answerIsInTime = ({ dossier, kind, on }) => dossier.clocks
    .filter(({ parameter, state }) => state === 'running' && ANSWERED[kind]?.includes(parameter))
    .flatMap(({ dueOn, clause, mark }) => dueOn === undefined || on <= dueOn
    ? []
    : warns({
        code: 'late',
        clause,
        mark: mark === 'V1' ? 'V1' : mark === 'V2' ? 'V2' : 'INF',
        vi: `Đã quá hạn ${dayInVietnamese(dueOn)}. Vẫn ghi nhận được; hồ sơ sẽ cho thấy việc này làm muộn.`,
        en: `The limit was ${dueOn}. It can still be recorded; the dossier will show that it was late.`,
    }));
