import { createHash } from 'node:crypto';
/**
 * JSON with one spelling for one value (RFC 8785): keys sorted by UTF-16 code units, no spaces, ECMAScript numbers.
 * What JSON has no word for is left out of objects and is null in arrays.
 */
export function canonicalJson(value) {
    if (Array.isArray(value))
        return `[${value.map((each) => canonicalJson(each ?? null)).join(',')}]`;
    if (typeof value !== 'object' || value === null)
        return JSON.stringify(value) ?? 'null';
    const entries = Object.entries(value)
        .filter(([, each]) => each !== undefined && typeof each !== 'function')
        .sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
    return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`).join(',')}}`;
}
/** SHA-256 (hex) of the canonical JSON of a value. */
export const hashOf = (value) => createHash('sha256').update(canonicalJson(value), 'utf8').digest('hex');
/**
 * Everything an appraiser or an approver signs under, and its hash: the card, the contents of every section, the controls.
 * Who typed it when, and where the dossier stands, are not part of it: the same contents have the same hash.
 */
export function snapshotOf({ system, dossier, sections, controls, }) {
    const { _id, determination, regime, proposedLevel, track, criticalList } = dossier;
    const content = JSON.parse(canonicalJson({
        format: 'khien-dossier-1',
        dossier: { id: _id, determination, regime, proposedLevel, track, criticalList },
        system,
        sections: [...sections]
            .sort((one, other) => (one.section < other.section ? -1 : 1))
            .map(({ section, answers, files, inheritedFrom }) => ({ section, answers, files, inheritedFrom })),
        controls: [...controls].sort((one, other) => (one.controlId < other.controlId ? -1 : 1)),
    }));
    return { hash: hashOf(content), content };
}
/** Whether contents are those that a hash was taken of. */
export const verifySnapshot = (hash, content) => hashOf(content) === hash;
