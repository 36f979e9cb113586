/** `khien_records_<name>_total` of a source, as the monitor at `url` says it now; 0 while it says nothing. */
export async function figureOfSource(url: string, source: string, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const line = new RegExp(`^khien_records_${name}_total\\{source="${source}"\\} (\\d+)$`, 'm');
  return Number(line.exec(text)?.[1] ?? 0);
}
