import { computeLevel, LevelInput, parseLegal, today } from '@khien/compliance';
import { MonitorError } from '@khien/model';
import { legalDirectories, loadLegal, loadYamlFile, readSettings } from '@khien/settings';
import { z } from 'zod';
import { type Command, optionsOf, printLine, UsageError } from '../usage';

const usage = 'level FILE.yml [--on YYYY-MM-DD]';

export const level: Command = {
  usage,
  does: 'security level of the system in the file: {"level","regime","reasons",…}; --on, else the file, else today picks the law',
  async run(argv) {
    const { values, positionals } = optionsOf(argv, usage, { on: { type: 'string' } });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new UsageError(`usage: khien ${usage}`);
    if (values.on !== undefined && !z.iso.date().safeParse(values.on).success)
      throw new UsageError(`--on: "${values.on}" is no day, YYYY-MM-DD\nusage: khien ${usage}`);
    const law = loadLegal(legalDirectories(readSettings(process.env).configDir), parseLegal);
    if (law.problems.length > 0) throw wrong('bad_configuration', law.problems);
    const read = loadYamlFile(file, LevelInput);
    if (!read.ok) throw wrong('bad_request', read.problems);
    await printLine(computeLevel(read.value, law.regimes, values.on ?? read.value.on ?? today(Date.now())));
    return 0;
  },
};

function wrong(
  code: 'bad_request' | 'bad_configuration',
  problems: { file: string; line: number; message: string }[],
): MonitorError {
  return new MonitorError(
    code,
    problems.map(({ file, line, message }) => `${file}:${line}: ${message}`).join('\n'),
  );
}
