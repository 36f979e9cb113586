import { readFileSync } from 'node:fs';
import { loadRuleFiles } from '@khien/settings';
import { compileRules, createCorrelator, parsePipeline } from '@khien/sigma';
import { eventsOf } from '../events-of';
import { type Command, optionsOf, printLine, UsageError } from '../usage';

const usage = 'rules match --rules PATH… --events FILE|- [--pipeline FILE…]';
/** Events may be out of order by so much. */
const LATENESS_MS = 60_000;

export const rulesMatch: Command = {
  usage,
  does: 'one JSON line per match {"rule","event"} (line number from 0) and per correlation {"rule","events":[…],"group":{…}}',
  async run(argv) {
    const { values, positionals } = optionsOf(argv, usage, {
      rules: { type: 'string', multiple: true },
      events: { type: 'string' },
      pipeline: { type: 'string', multiple: true },
    });
    if (!values.rules || values.events === undefined)
      throw new UsageError(`--rules and --events are needed\nusage: khien ${usage}`);
    const { files, problems } = loadRuleFiles([...values.rules, ...positionals]);
    const pipeline = (values.pipeline ?? []).map((file) => parsePipeline(readFileSync(file, 'utf8'), file));
    const { ruleSet, errors } = compileRules(files.filter(isSigma), { pipeline });
    for (const problem of [...problems, ...errors])
      process.stderr.write(`${problem.file}:${problem.line}: ${problem.message}\n`);
    const correlator = createCorrelator(ruleSet, { allowedLatenessMs: LATENESS_MS, maxGroups: 100_000 });
    let line = 0;
    for await (const event of eventsOf(values.events)) {
      const matches = ruleSet.match(event);
      for (const match of matches) await printLine({ rule: match.rule.id, event: line });
      for (const found of correlator.push(event, timeOf(event), String(line), matches))
        await printLine(correlationLine(found));
      line += 1;
    }
    for (const found of correlator.flush()) await printLine(correlationLine(found));
    return problems.length + errors.length === 0 ? 0 : 1;
  },
};

/** Rule files of ours for baselines and the health of sources match no single event. */
function isSigma({ text }: { text: string }): boolean {
  return !/^detector:/m.test(text);
}

/** Time of the event, milliseconds since the epoch; 0 when it states none. */
function timeOf(event: Record<string, unknown>): number {
  const stated = event['@timestamp'] ?? event.timestamp ?? event.UtcTime ?? event.EventTime;
  const at = typeof stated === 'number' ? stated : Date.parse(String(stated));
  return Number.isNaN(at) ? 0 : at;
}

function correlationLine({
  rule,
  eventIds,
  group,
}: {
  rule: { id: string };
  eventIds: string[];
  group: Record<string, string>;
}) {
  return { rule: rule.id, events: eventIds.map(Number), group };
}
