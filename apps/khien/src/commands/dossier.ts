import { MonitorError } from '@khien/model';
import { type Command, optionsOf, printLine } from '../usage';
import { CLI, withOffice } from '../with-office';

const usage = 'dossier [--system ID] [--data DIR]';

export const dossier: Command = {
  usage,
  does: 'level dossiers, one JSON line each: step, clock, who has to act; with --system everything of that one: acts, clocks, what is missing, what may be done next',
  async run(argv) {
    const { values } = optionsOf(argv, usage, { data: { type: 'string' }, system: { type: 'string' } });
    return withOffice(values, async (office, { registry }) => {
      const { system } = values;
      if (system !== undefined) {
        if (!registry().systems.some(({ id }) => id === system))
          throw new MonitorError('not_found', `no system "${system}" in the register`);
        for (const version of await office.dossiers.versions(system))
          await printLine(await office.dossiers.get(CLI, version._id));
        return 0;
      }
      let cursor: string | undefined;
      do {
        const page = await office.dossiers.list({
          scope: '*',
          limit: 500,
          ...(cursor !== undefined && { cursor }),
        });
        for (const row of page.items) await printLine(row);
        cursor = page.next;
      } while (cursor !== undefined);
      return 0;
    });
  },
};
