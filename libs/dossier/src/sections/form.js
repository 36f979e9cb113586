import { isDay } from '@khien/compliance';
import { procedureLevel } from '../dossier-law';
import { prefill } from './prefill';
import { askedAt } from './section-spec';
import { tableRows } from './table-answer';
/** Levels whose questions are asked: the proposed one (until then the computed one) and that of the procedure. */
function levelsOf({ dossier, computed }) {
    const level = dossier.proposedLevel ?? computed?.level ?? computed?.floor ?? undefined;
    return [level, procedureLevel(dossier) ?? level];
}
/** The form as it reads now, in order, without what the level does not ask. */
export function filledSections(form) {
    const levels = levelsOf(form);
    const asked = (only) => levels.some((level) => askedAt(only, level));
    return [...form.specs]
        .filter((spec) => asked(spec.levels))
        .sort((one, other) => one.order - other.order)
        .map((spec) => {
        const section = form.sections.find((each) => each.section === spec.id);
        const fields = spec.fields.filter((field) => asked(field.levels));
        return { spec, section, fields: fields.map((field) => filledField(field, section, form)) };
    });
}
function filledField(field, section, card) {
    const typed = section?.answers[field.id];
    if (typed !== undefined && !isBlank(typed))
        return { field, answer: typed, from: 'typed', done: isAnswered(field, typed, section) };
    if (field.type === 'file' && isAnswered(field, typed, section))
        return { field, from: 'typed', done: true };
    const known = prefill(field, card);
    if (known === undefined)
        return { field, from: 'none', done: false };
    return { field, answer: known, from: 'card', done: isAnswered(field, known, section) };
}
const isBlank = (answer) => Array.isArray(answer) ? answer.length === 0 : typeof answer === 'string' && answer.trim() === '';
/** Whether an answer says what the question asks. */
function isAnswered(field, answer, section) {
    const files = section?.files ?? [];
    if (field.type === 'file')
        return Array.isArray(answer) && answer.length > 0
            ? answer.every((hash) => files.some(({ sha256 }) => sha256 === hash))
            : files.length > 0;
    if (answer === undefined || isBlank(answer))
        return false;
    if (field.type === 'number')
        return typeof answer === 'number';
    if (field.type === 'yesno')
        return typeof answer === 'boolean';
    if (field.type === 'date')
        return typeof answer === 'string' && isDay(answer);
    if (field.type === 'choice')
        return field.choices?.some(({ value }) => value === answer) ?? false;
    if (field.type !== 'table')
        return typeof answer === 'string' || typeof answer === 'number';
    const needed = field.columns?.filter(({ required }) => required).map(({ id }) => id) ?? [];
    const rows = tableRows(answer);
    return rows.length > 0 && rows.every((row) => needed.every((id) => (row[id] ?? '').trim() !== ''));
}
/** What is still missing, by section. */
export function completeness(form) {
    const perSection = filledSections(form).map(({ spec, fields }) => {
        const required = fields.filter(({ field }) => field.required);
        const missing = required
            .filter(({ done }) => !done)
            .map(({ field: { id, label } }) => ({ field: id, label }));
        return { section: spec.id, done: required.length - missing.length, required: required.length, missing };
    });
    const sum = (of) => perSection.reduce((total, each) => total + each[of], 0);
    const [done, required] = [sum('done'), sum('required')];
    return {
        percent: required === 0 ? 100 : Math.floor((100 * done) / required),
        complete: done === required,
        perSection,
    };
}
/** What is wrong with answers before they are saved: fields the section has not, values of another kind. */
export function checkAnswers(spec, answers) {
    return Object.entries(answers).flatMap(([id, answer]) => {
        const field = spec.fields.find((each) => each.id === id);
        const text = field === undefined ? UNKNOWN_FIELD : misfit(field, answer);
        return text === undefined ? [] : [{ field: id, text }];
    });
}
const UNKNOWN_FIELD = { vi: 'Phần này không có mục như vậy.', en: 'This section has no such field.' };
function misfit(field, answer) {
    if (isBlank(answer))
        return undefined;
    const fits = {
        text: typeof answer === 'string',
        long: typeof answer === 'string',
        number: typeof answer === 'number' && Number.isFinite(answer),
        date: typeof answer === 'string' && isDay(answer),
        choice: field.choices?.some(({ value }) => value === answer) ?? false,
        yesno: typeof answer === 'boolean',
        table: Array.isArray(answer) && tableRows(answer).length === answer.length && inColumns(field, answer),
        file: Array.isArray(answer) && answer.every((hash) => /^[0-9a-f]{64}$/.test(hash)),
    };
    return fits[field.type] ? undefined : WANTED[field.type];
}
const inColumns = (field, answer) => tableRows(answer).every((row) => Object.keys(row).every((id) => field.columns?.some((each) => each.id === id)));
const WANTED = {
    text: { vi: 'Cần nhập chữ.', en: 'Text is needed.' },
    long: { vi: 'Cần nhập chữ.', en: 'Text is needed.' },
    number: { vi: 'Cần nhập một số.', en: 'A number is needed.' },
    date: { vi: 'Cần một ngày có thật.', en: 'A day of the calendar is needed.' },
    choice: { vi: 'Cần chọn một trong các giá trị đã cho.', en: 'One of the given choices is needed.' },
    yesno: { vi: 'Cần trả lời có hoặc không.', en: 'Yes or no is needed.' },
    table: { vi: 'Bảng có cột lạ hoặc dòng sai.', en: 'The table has an unknown column or a bad row.' },
    file: { vi: 'Cần mã băm SHA-256 của tệp đã tải lên.', en: 'SHA-256 hashes of uploaded files are needed.' },
};
