import { compileRules, type RuleSource } from '@khien/sigma';
import { windowsPlace } from '../test/windows-place';
import { benchCorrelation } from './correlation-bench';
import { measure, parseRate } from './measure';
import { benchMemory } from './memory-bench';
import { benchRegex } from './regex-bench';
import { sigmahqRules, windowsLines } from './samples';
import { syntheticEvents, syntheticRules } from './synthetic';

type Row = Record<string, unknown>;

/** Every case of the performance table, each with JSON.parse of the same bytes in the same run. */
export async function benchSigma(): Promise<Row[]> {
  const rows = [...benchSynthetic(), ...benchCorrelation()];
  const rules = sigmahqRules();
  if (!rules) return [...rows, { case: 'SigmaHQ cases', skipped: 'no samples; set KHIEN_SAMPLES' }];
  rows.push(benchLoad(rules), ...benchWindows(rules), ...benchRegex(rules), ...benchMemory(rules));
  return rows;
}

function benchSynthetic(): Row[] {
  const lines = syntheticEvents(5000);
  const events = lines.map((line) => JSON.parse(line) as object);
  const { ruleSet, errors } = compileRules(syntheticRules());
  if (errors.length > 0) throw new Error(JSON.stringify(errors[0]));
  const parse = parseRate(lines);
  const evaluate = measure(events.length, () => {
    for (const event of events) ruleSet.match(event);
  });
  const both = measure(lines.length, () => {
    for (const line of lines) ruleSet.match(JSON.parse(line) as object);
  });
  const matches = events.reduce((sum, event) => sum + ruleSet.match(event).length, 0);
  const bytes = Math.round(lines.join('').length / lines.length);
  return [
    {
      case: '150 rules, ECS events, evaluation only',
      bytes,
      matches,
      ...evaluate,
      jsonParse: parse,
      floor: 200_000,
      goal: 350_000,
    },
    {
      case: '150 rules, NDJSON to matches',
      bytes,
      ...both,
      jsonParse: parse,
      shareOfJsonParse: Number((both.perCpuSecond / parse.perCpuSecond).toFixed(2)),
      floor: 0.45,
      goal: 0.65,
    },
  ];
}

function benchLoad(rules: RuleSource[]): Row {
  const times = [1, 2, 3].map(() => {
    const cpu = process.cpuUsage();
    const start = performance.now();
    const { ruleSet, errors } = compileRules(rules, { trustedRegex: true });
    const used = process.cpuUsage(cpu);
    return {
      seconds: (performance.now() - start) / 1000,
      cpuSeconds: (used.user + used.system) / 1e6,
      rules: ruleSet.rules.length,
      refused: errors.length,
    };
  });
  const best = times.reduce((a, b) => (a.seconds < b.seconds ? a : b));
  return { case: 'load and compile all live SigmaHQ rules', ...best, floorSeconds: 3, goalSeconds: 1.5 };
}

function benchWindows(rules: RuleSource[]): Row[] {
  const windows = rules.filter(({ file }) => file.startsWith('rules/windows/'));
  const { ruleSet } = compileRules(windows, { trustedRegex: true });
  const lines = windowsLines(3);
  if (!lines) return [{ case: 'Windows cases', skipped: 'no events' }];
  const events = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  const places = events.map(windowsPlace);
  const jsonParse = parseRate(lines);
  const routed = measure(events.length, () => {
    for (let i = 0; i < events.length; i++) ruleSet.match(events[i] as object, places[i] ?? []);
  });
  const unrouted = measure(events.length, () => {
    for (const event of events) ruleSet.match(event);
  });
  const all = { rules: windows.length, events: events.length, jsonParse };
  return [
    { case: 'Windows rules on real events, routed', ...all, ...routed, floor: 50_000, goal: 80_000 },
    { case: 'Windows rules on real events, no routing', ...all, ...unrouted, floor: 15_000, goal: 30_000 },
    processCreation(ruleSet),
  ];
}

function processCreation(ruleSet: ReturnType<typeof compileRules>['ruleSet']): Row {
  const lines = (windowsLines(1) ?? []).filter((line) => /"EventID":(1|4688)\b/.test(line));
  const events = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  const own = events.flatMap((event) => {
    const place = windowsPlace(event);
    return [place].flat()[0]?.category === 'process_creation' ? [{ event, place }] : [];
  });
  const rate = measure(own.length, () => {
    for (const { event, place } of own) ruleSet.match(event, place);
  });
  return {
    case: 'process_creation only',
    events: own.length,
    ...rate,
    jsonParse: parseRate(lines),
    floor: 20_000,
    goal: 35_000,
  };
}
