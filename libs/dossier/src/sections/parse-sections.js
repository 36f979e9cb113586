import { SectionSpec } from './section-spec';
/**
 * The dossier form from the files of `config/forms/sections/`, one section a file. A file that is not of the form is left out
 * whole, with a problem for each bad field, and does not hide the others.
 */
export function parseSections(documents) {
    const problems = [];
    const taken = new Map();
    const sections = documents.flatMap(({ file, value, lineAt }) => {
        const tell = (path, message) => {
            problems.push({ file, line: lineAt(path), message });
        };
        const parsed = SectionSpec.safeParse(value);
        if (!parsed.success) {
            for (const issue of parsed.error.issues)
                for (const path of pathsOf(issue))
                    tell(path, `${path.map(String).join('.')}: ${messageOf(issue)}`);
            return [];
        }
        const spec = parsed.data;
        const earlier = taken.get(spec.id);
        if (earlier !== undefined) {
            tell(['id'], `${spec.id}: the id is taken by ${earlier}`);
            return [];
        }
        taken.set(spec.id, file);
        for (const { path, id } of repeated(spec))
            tell(path, `${spec.id}: "${id}" stands twice`);
        return [spec];
    });
    return { sections: sections.sort((one, other) => one.order - other.order), problems };
}
const pathsOf = ({ path, keys }) => keys?.map((key) => [...path, key]) ?? [path];
const messageOf = ({ message, keys }) => (keys ? 'unknown field' : message);
/** Ids of fields, and of the columns of a field, that stand more than once. */
function repeated({ fields }) {
    const again = (list, at) => list.flatMap(({ id }, index) => list.findIndex((other) => other.id === id) < index ? [{ path: [...at, index, 'id'], id }] : []);
    return [
        ...again(fields, ['fields']),
        ...fields.flatMap(({ columns }, index) => again(columns ?? [], ['fields', index, 'columns'])),
    ];
}
