const FILES = { vi: 'Tệp đính kèm', en: 'Attached files' };
const INHERITED = { vi: 'Kế thừa từ', en: 'Inherited from' };
/** What differs between the sections of two versions, in the order of the form; a field the form no longer has comes last. */
export function diffDossiers(before, after, specs) {
    const ordered = [...specs].sort((one, other) => one.order - other.order).map(({ id }) => id);
    const ids = [...new Set([...ordered, ...[...before, ...after].map(({ section }) => section)])];
    return ids.flatMap((id) => {
        const [old, now] = [before, after].map((list) => list.find(({ section }) => section === id));
        return sectionChanges(id, { old, now, spec: specs.find((each) => each.id === id) });
    });
}
function sectionChanges(section, { old, now, spec, }) {
    const asked = spec?.fields.map(({ id }) => id) ?? [];
    const fields = [
        ...new Set([...asked, ...Object.keys(old?.answers ?? {}), ...Object.keys(now?.answers ?? {})]),
    ];
    const labelOf = (field) => spec?.fields.find(({ id }) => id === field)?.label ?? { vi: field, en: field };
    const hashes = (of) => of?.files.map(({ name, sha256 }) => `${name} (${sha256})`);
    const compared = [
        ...fields.map((field) => ({
            section,
            field,
            label: labelOf(field),
            before: old?.answers[field],
            after: now?.answers[field],
        })),
        { section, field: 'files', label: FILES, before: hashes(old), after: hashes(now) },
        {
            section,
            field: 'inheritedFrom',
            label: INHERITED,
            before: old?.inheritedFrom,
            after: now?.inheritedFrom,
        },
    ];
    return compared.filter(({ before, after }) => JSON.stringify(meaningful(before)) !== JSON.stringify(meaningful(after)));
}
/** Nothing typed and nothing there is the same. */
const meaningful = (answer) => answer === undefined || answer === '' || (Array.isArray(answer) && answer.length === 0) ? null : answer;
