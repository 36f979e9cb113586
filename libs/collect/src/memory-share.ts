/** Memory that several senders share: when it is used up, only those have too much who hold more than their part. */
export interface MemoryShare {
  /** More octets held, or fewer. */
  hold(holder: string, bytes: number): void;
  isTooMuch(holder: string): boolean;
  held(): number;
}

export function createMemoryShare(maxBytes: number): MemoryShare {
  const holders = new Map<string, number>();
  let all = 0;
  return {
    hold(holder, bytes) {
      const sum = (holders.get(holder) ?? 0) + bytes;
      if (sum > 0) holders.set(holder, sum);
      else holders.delete(holder);
      all += bytes;
    },
    isTooMuch(holder) {
      if (all <= maxBytes) return false;
      return (holders.get(holder) ?? 0) > maxBytes / Math.max(1, holders.size);
    },
    held: () => all,
  };
}
