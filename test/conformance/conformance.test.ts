import { KINDS } from './kinds';
import { FIELDS, type Measured, measure, readCorpus, samplesAreHere } from './measure';

/** Floors of issue 5: no record lost or crashing, kind recognised, fields as an independent expectation has them. */
const RECOGNISED = 0.95;
const AGREEMENT = 0.9;

const describeWithSamples = samplesAreHere() && KINDS.length > 0 ? describe : describe.skip;

describeWithSamples('records of other people’s making', () => {
  const corpora = {
    sekoia: lazy(() => readCorpus('sekoia')),
    elastic_package: lazy(() => readCorpus('elastic_package')),
  };
  const measured = lazy((): Measured[] => KINDS.map((kind) => measure(kind, corpora[kind.corpus]())));
  const of = (at: number): Measured => measured()[at] as Measured;
  const rows = KINDS.map((kind, at) => ({
    name: `${kind.corpus}/${kind.source} by ${kind.profiles.join(', ')}`,
    at,
  }));

  it.each(rows)('$name: nothing crashes, nothing is lost', ({ at }) => {
    expect(of(at).records).toBeGreaterThan(0);
    expect(of(at).crashed).toEqual([]);
    expect(of(at).refused).toEqual([]);
  });

  it('the kind is recognised, and the fields agree, over all kinds together', () => {
    const all = measured();
    const sum = (count: (one: Measured) => number): number =>
      all.reduce((total, one) => total + count(one), 0);
    const expected = sum((one) => FIELDS.reduce((n, field) => n + one.fields[field].expected, 0));
    const equal = sum((one) => FIELDS.reduce((n, field) => n + one.fields[field].equal, 0));
    if (process.env.KHIEN_CONFORMANCE === '1') process.stdout.write(tableOf(all));
    expect(sum((one) => one.recognised) / sum((one) => one.records)).toBeGreaterThanOrEqual(RECOGNISED);
    expect(equal / expected).toBeGreaterThanOrEqual(AGREEMENT);
  });
});

/** `KHIEN_CONFORMANCE=1` prints what every kind reached, and (`=1` with KHIEN_KIND=profile) what it missed. */
function tableOf(all: readonly Measured[]): string {
  const lines = all.map(({ kind, records, recognised, fields, refused, crashed }) => {
    const cells = FIELDS.map((field) => `${fields[field].equal}/${fields[field].expected}`);
    return [
      `${kind.corpus}/${kind.source}`,
      kind.profiles.join(','),
      records,
      `${recognised} known`,
      `${refused.length} refused`,
      `${crashed.length} crashed`,
      ...cells,
    ].join(' | ');
  });
  const misses = all
    .filter(({ kind }) => kind.profiles.some((id) => id === process.env.KHIEN_KIND))
    .flatMap(({ fields, refused, crashed }) => [
      ...FIELDS.flatMap((field) => fields[field].misses.map((miss) => `${field} ${miss}`)),
      ...refused.map((one) => `refused ${one}`),
      ...crashed.map((one) => `crashed ${one}`),
    ]);
  return `${[`kind | profile | records | recognised | refused | crashed | ${FIELDS.join(' | ')}`, ...lines, ...misses].join('\n')}\n`;
}

function lazy<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
