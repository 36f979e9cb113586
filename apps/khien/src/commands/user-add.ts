import { openAccounts, openContext } from '@khien/assembly';
import { parseOrThrow, Role } from '@khien/model';
import { readSettings } from '@khien/settings';
import { type Command, optionsOf, printLine, settingsArguments, UsageError } from '../usage';

const usage =
  'user add --username U --name "Họ tên" --role ROLE [--agencies a,b | --agencies "*"] [--unit AGENCY] [--data DIR]   (password on stdin)';

export const userAdd: Command = {
  usage,
  does: 'adds a person; the password is read from standard input, never from the command line',
  async run(argv) {
    const { values } = optionsOf(argv, usage, {
      data: { type: 'string' },
      username: { type: 'string' },
      name: { type: 'string' },
      role: { type: 'string' },
      agencies: { type: 'string', default: '*' },
      unit: { type: 'string' },
    });
    const { username, name, role, unit } = values;
    if (username === undefined || name === undefined || role === undefined)
      throw new UsageError(`--username, --name and --role are needed\nusage: khien ${usage}`);
    const context = await openContext(
      readSettings(process.env, [...settingsArguments(values), '--log-level', 'error']),
      'cli',
    );
    if (unit !== undefined && !context.registry().agencies.some(({ id }) => id === unit))
      throw new UsageError(`--unit: no agency "${unit}" in the register\nusage: khien ${usage}`);
    const user = await openAccounts(context).addUser(
      {
        username,
        displayName: name,
        role: parseOrThrow(Role, role, '--role'),
        agencies: values.agencies === '*' ? '*' : values.agencies.split(','),
        ...(unit !== undefined && { unit }),
        password: await firstLineOfInput(),
      },
      { actor: { userId: 'cli', username: 'cli', role: 'cli' }, from: { ip: '127.0.0.1' } },
    );
    await context.store.close();
    await printLine(user);
    return 0;
  },
};

async function firstLineOfInput(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('Mật khẩu · password: ');
  const parts: Buffer[] = [];
  for await (const part of process.stdin) {
    parts.push(part as Buffer);
    if ((part as Buffer).includes(0x0a)) break;
  }
  return Buffer.concat(parts).toString('utf8').split(/\r?\n/)[0] ?? '';
}
