import { AnomalyRule, SOURCE_DETECTORS, SourceRule } from '@khien/anomaly';
import { BUS_DETECTORS, BusRule, SourceSilenceRule, StatusRule } from '@khien/compliance';
import {
  compileRules,
  type PipelineDefinition,
  parsePipeline,
  type RuleSet,
  type RuleSource,
} from '@khien/sigma';
import { isMap, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { DetectionRules } from './findings-of-events';
import { catalogueRules } from './rule-catalogue';

export interface RuleProblem {
  file: string;
  line: number;
  message: string;
}

export interface LoadedRules {
  detection: DetectionRules;
  anomaly: AnomalyRule[];
  silence?: SourceSilenceRule;
  /** How sources do, hour by hour. */
  sources: SourceRule[];
  /** Which changes of compliance sheets raise an alert. */
  status: StatusRule[];
  /** How the two halves of an exchange over the bus are held against each other. */
  bus: BusRule[];
  problems: RuleProblem[];
  /** Rules that are in force. */
  count: number;
}

/**
 * Every rule file, by what it holds: a `detector:` makes it a rule of ours for baselines, the health of sources or the state of systems, anything else is Sigma.
 * A file that cannot be used is a problem with file and line, and the others stay in force.
 */
export function loadRules(
  sources: readonly RuleSource[],
  pipelines: readonly RuleSource[] = [],
): LoadedRules {
  const problems: RuleProblem[] = [];
  const sigma: RuleSource[] = [];
  const anomaly: AnomalyRule[] = [];
  const status: StatusRule[] = [];
  const watched: SourceRule[] = [];
  const bus: BusRule[] = [];
  let silence: SourceSilenceRule | undefined;
  for (const source of sources) {
    const own = ownRule(source);
    if (own === undefined) sigma.push(source);
    else if (own.detector === 'source_silence')
      silence = accept(SourceSilenceRule, own, source, problems) ?? silence;
    else if (own.detector === 'compliance_status') {
      const rule = accept(StatusRule, own, source, problems);
      if (rule) status.push(rule);
    } else if (BUS_DETECTORS.has(String(own.detector))) {
      const rule = accept(BusRule, own, source, problems);
      if (rule) bus.push(rule);
    } else if (SOURCE_DETECTORS.has(String(own.detector))) {
      const rule = accept(SourceRule, own, source, problems);
      if (rule) watched.push(rule);
    } else {
      const rule = accept(AnomalyRule, own, source, problems);
      if (rule) anomaly.push(rule);
    }
  }
  const compiled = compileRules(sigma, {
    trustedRegex: false,
    pipeline: pipelines.flatMap((source) => readPipeline(source, problems)),
  });
  problems.push(...compiled.errors);
  problems.push(...chains(compiled.ruleSet));
  const catalogue = catalogueRules(compiled.ruleSet);
  problems.push(...catalogue.problems.map((problem) => ({ ...problem, line: 1 })));
  return {
    detection: { ruleSet: compiled.ruleSet, catalogue: catalogue.rules },
    anomaly,
    ...(silence && { silence }),
    sources: watched,
    status,
    bus,
    problems,
    count:
      compiled.ruleSet.rules.length +
      anomaly.length +
      watched.length +
      status.length +
      bus.length +
      (silence ? 1 : 0),
  };
}

/** A top-level `detector:` is the mark of our own kinds; nothing else needs a second look. */
const OWN_KIND = /^detector:/m;

function ownRule(source: RuleSource): Record<string, unknown> | undefined {
  if (!OWN_KIND.test(source.text)) return undefined;
  const counter = new LineCounter();
  const document = parseDocument(source.text, { lineCounter: counter, logLevel: 'silent' });
  if (document.errors.length > 0 || !isMap(document.contents) || !document.contents.has('detector'))
    return undefined;
  return document.toJS() as Record<string, unknown>;
}

/** A mapping that cannot be read is a problem like a rule's, not the end of the start. */
function readPipeline({ file, text }: RuleSource, problems: RuleProblem[]): PipelineDefinition[] {
  try {
    return [parsePipeline(text, file)];
  } catch (error) {
    problems.push({ file, line: 1, message: error instanceof Error ? error.message : String(error) });
    return [];
  }
}

/** Told, not silently never firing: the pipeline evaluates correlations of rules, `khien rules match` also those of correlations. */
function chains({ correlations }: RuleSet): RuleProblem[] {
  const ids = new Set(correlations.map(({ info }) => info.id));
  return correlations
    .filter(({ ruleIds }) => ruleIds.some((id) => ids.has(id)))
    .map(({ info }) => ({
      file: info.file,
      line: info.line,
      message: 'correlation of correlations: not evaluated in the pipeline',
    }));
}

function accept<T extends z.ZodType>(
  schema: T,
  value: unknown,
  source: RuleSource,
  problems: RuleProblem[],
): z.output<T> | undefined {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    const field = issue.path.map(String).join('/');
    problems.push({
      file: source.file,
      line: lineOf(source.text, issue.path),
      message: `${field}: ${issue.message}`,
    });
  }
  return undefined;
}

/** Line of the field an issue is about; 1 when it is missing altogether. */
function lineOf(text: string, path: PropertyKey[]): number {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, logLevel: 'silent' });
  const node: unknown = document.getIn(path as Array<string | number>, true);
  const range =
    typeof node === 'object' && node !== null && 'range' in node
      ? (node.range as [number, number, number] | undefined)
      : undefined;
  return range ? counter.linePos(range[0]).line : 1;
}
