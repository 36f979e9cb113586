import { provinceLayers } from '@khien/compliance';
import { MonitorError } from '@khien/model';
import { type Command, optionsOf, printLine } from '../usage';
import { withOffice } from '../with-office';

const usage = 'layers [--system ID] [--data DIR]';

export const layers: Command = {
  usage,
  does: 'the four protection layers of each system with reasons and evidence, one JSON line each; the last line is the province',
  async run(argv) {
    const { values } = optionsOf(argv, usage, { data: { type: 'string' }, system: { type: 'string' } });
    return withOffice(values, async (office, { registry }) => {
      const { systems } = registry();
      if (values.system !== undefined && !systems.some(({ id }) => id === values.system))
        throw new MonitorError('not_found', `no system "${values.system}" in the register`);
      await office.sheets.recompute();
      const sheets = new Map((await office.sheets.all('*')).map((sheet) => [sheet._id, sheet]));
      for (const { id, name, agencyId, level } of systems) {
        const sheet = sheets.get(id);
        if (!sheet || (values.system !== undefined && id !== values.system)) continue;
        const { layers: four, technical, changes, computedAt, on } = sheet;
        await printLine({
          ...{ system: id, name, agencyId, level: level ?? null, on },
          ...{ layers: four, technical, changes, computedAt },
        });
      }
      if (values.system === undefined)
        await printLine({ province: provinceLayers([...sheets.values()], systems) });
      return 0;
    });
  },
};
