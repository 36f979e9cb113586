import type { Logger } from '@khien/model';
import { type LoadedRules, loadRules } from '@khien/pipeline';
import { loadRuleFiles } from '@khien/settings';

export interface RuleBook {
  /** The rules in force. */
  current(): LoadedRules;
  /** Reads all files again. Everything new takes effect at once; when any file cannot be used, nothing changes and its problems are returned. */
  reload(): LoadedRules['problems'];
}

export interface RuleBookDeps {
  directories: readonly string[];
  /** Folder of field mappings (pySigma pipelines), which let rules written in other products' field names match our events. */
  pipelines: string;
  log: Logger;
}

/** A rule book that is read when somebody first asks for a rule: most commands never do. */
export function lazyRuleBook(deps: RuleBookDeps): RuleBook {
  let book: RuleBook | undefined;
  const opened = (): RuleBook => {
    book ??= openRuleBook(deps);
    return book;
  };
  return { current: () => opened().current(), reload: () => opened().reload() };
}

/** At start the usable rules are in force and every other one is told; a reload is all or nothing. */
export function openRuleBook({ directories, pipelines, log }: RuleBookDeps): RuleBook {
  let rules = read(directories, pipelines);
  for (const problem of rules.problems)
    log.error('rule not in force', { file: problem.file, line: problem.line, problem: problem.message });
  log.info('rules in force', { rules: rules.count, refused: rules.problems.length });
  return {
    current: () => rules,
    reload() {
      const fresh = read(directories, pipelines);
      if (fresh.problems.length === 0) rules = fresh;
      for (const problem of fresh.problems)
        log.error('rules not reloaded, the ones before stay in force', {
          file: problem.file,
          line: problem.line,
          problem: problem.message,
        });
      if (fresh.problems.length === 0) log.info('rules reloaded', { rules: rules.count });
      return fresh.problems;
    },
  };
}

function read(directories: readonly string[], pipelines: string): LoadedRules {
  const { files, problems } = loadRuleFiles(directories);
  const mappings = loadRuleFiles([pipelines]);
  const rules = loadRules(files, mappings.files);
  return { ...rules, problems: [...problems, ...mappings.problems, ...rules.problems] };
}
