import { today } from '@khien/compliance';
import { z } from 'zod';
import { type Command, optionsOf, printLine, UsageError } from '../usage';
import { withOffice } from '../with-office';

const usage = 'regimes [--from YYYY-MM-DD] [--to YYYY-MM-DD] [--data DIR]';

export const regimes: Command = {
  usage,
  does: 'what the law of one day changes against another for every system: level, duties, figures; the last line is the totals (2026-06-30 against today unless said)',
  async run(argv) {
    const { values } = optionsOf(argv, usage, {
      data: { type: 'string' },
      from: { type: 'string', default: '2026-06-30' },
      to: { type: 'string' },
    });
    const to = values.to ?? today(Date.now());
    for (const [option, day] of [
      ['--from', values.from],
      ['--to', to],
    ])
      if (!z.iso.date().safeParse(day).success)
        throw new UsageError(`${option}: "${day}" is no day, YYYY-MM-DD\nusage: khien ${usage}`);
    return withOffice(values, async (office) => {
      const simulation = office.simulate('*', { from: values.from, to });
      for (const { systemId, name, change, before, after, duties, parameters } of simulation.items)
        await printLine({
          ...{ system: systemId, name, change },
          before: {
            regime: before.regime,
            level: before.level,
            clauses: before.reasons.map(({ clause }) => clause),
          },
          after: {
            regime: after.regime,
            level: after.level,
            clauses: after.reasons.map(({ clause }) => clause),
          },
          ...{ duties, parameters },
        });
      for (const one of simulation.unreadable)
        await printLine({ system: one.systemId, unreadable: one.problems });
      await printLine({ from: simulation.from, to: simulation.to, totals: simulation.totals });
      return 0;
    });
  },
};
