/** Rates of one case: by the clock, and by the processor time of this process (what counts on a shared machine). */
export interface Rate {
  perSecond: number;
  perCpuSecond: number;
}

/** Runs `pass` (which handles `count` things) until `minMs` have gone by, `rounds` times; the best round counts. */
export function measure(count: number, pass: () => void, minMs = 700, rounds = 4): Rate {
  let best: Rate = { perSecond: 0, perCpuSecond: 0 };
  for (let round = 0; round < rounds; round++) {
    const cpu = process.cpuUsage();
    const start = performance.now();
    let passes = 0;
    while (performance.now() - start < minMs) {
      pass();
      passes++;
    }
    const wall = performance.now() - start;
    const used = process.cpuUsage(cpu);
    const done = count * passes;
    best = {
      perSecond: Math.max(best.perSecond, Math.round((done / wall) * 1000)),
      perCpuSecond: Math.max(best.perCpuSecond, Math.round((done / (used.user + used.system)) * 1e6)),
    };
  }
  return best;
}

/** JSON.parse of the same lines, in the same run: the physical limit beside which every figure stands. */
export function parseRate(lines: readonly string[]): Rate {
  return measure(lines.length, () => {
    for (const line of lines) JSON.parse(line);
  });
}
