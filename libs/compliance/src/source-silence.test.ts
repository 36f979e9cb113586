import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { SourceSilenceRule, silenceFires, sourceState } from './source-silence';

const MINUTE = 60_000;
const now = Date.parse('2026-11-02T03:00:00Z');
const rule = SourceSilenceRule.parse(
  parse(readFileSync(join(__dirname, '../../../rules/compliance/source-silent.yml'), 'utf8')),
);

describe('source-silent', () => {
  it.each(rule.examples)('$name', ({ silenceMinutes, lastRecordMinutesAgo, records, fires }) => {
    const heard = { silenceMinutes, lastRecordAt: now - lastRecordMinutesAgo * MINUTE, records };

    expect(silenceFires(rule, heard, now)).toBe(fires);
  });

  it('does not call a source silent that was never heard', () => {
    expect(sourceState({ silenceMinutes: 5, records: 0 }, now)).toBe('never');
    expect(silenceFires(rule, { silenceMinutes: 5, records: 0 }, now)).toBe(false);
  });

  it('is still alive exactly at the threshold', () => {
    expect(sourceState({ silenceMinutes: 5, lastRecordAt: now - 5 * MINUTE, records: 9 }, now)).toBe('alive');
  });
});
