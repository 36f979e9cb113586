/** Rows of a table as they are kept: one JSON object of column id → text per row. */
export const tableAnswer = (rows) => rows.map((row) => JSON.stringify(row));
/** The rows of a table; what is not a row of texts is passed over. */
export function tableRows(answer) {
    if (!Array.isArray(answer))
        return [];
    return answer.flatMap((text) => {
        const row = parsed(text);
        if (typeof row !== 'object' || row === null || Array.isArray(row))
            return [];
        return [Object.fromEntries(Object.entries(row).map(([column, value]) => [column, String(value)]))];
    });
}
function parsed(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
