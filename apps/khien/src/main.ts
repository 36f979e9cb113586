import { MonitorError } from '@khien/model';
import { COMMANDS } from './commands';
import { UsageError } from './usage';

async function help(): Promise<string> {
  const commands = await Promise.all(Object.values(COMMANDS).map((load) => load()));
  return `khien — giám sát an ninh mạng và tuân thủ của tỉnh · security and compliance monitor

${commands.map(({ usage, does }) => `  khien ${usage}\n      ${does}`).join('\n')}

JSON on stdout, messages on stderr. Exit status: 0 done, 1 found problems or failed, 2 wrong usage.
`;
}

/** Runs one command; its exit status. */
async function main(argv: readonly string[]): Promise<number> {
  const [first = 'help', second] = argv;
  if (first === 'help' || first === '--help' || first === '-h') {
    process.stdout.write(await help());
    return 0;
  }
  const twoWords = COMMANDS[`${first} ${second}`];
  const load = twoWords ?? COMMANDS[first];
  if (!load) throw new UsageError(`unknown command "${first}"; khien help lists them`);
  const command = await load();
  return command.run(argv.slice(twoWords ? 2 : 1));
}

main(process.argv.slice(2))
  .catch((error: unknown) => {
    const text = error instanceof Error ? error.message : String(error);
    process.stderr.write(`khien: ${text}\n`);
    if (error instanceof MonitorError)
      for (const { pointer, message } of error.problems) process.stderr.write(`  ${pointer}: ${message}\n`);
    if (!(error instanceof MonitorError) && !(error instanceof UsageError) && error instanceof Error)
      process.stderr.write(`${error.stack}\n`);
    return error instanceof UsageError ? 2 : 1;
  })
  .then((status) => {
    // A reader that closed early (`| head`) must not keep the process; whatever is still open is not needed any more.
    process.exitCode = status;
    if (status !== 0) process.exit(status);
  });

// `khien … | head` closes our stdout early: that is its right, not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
