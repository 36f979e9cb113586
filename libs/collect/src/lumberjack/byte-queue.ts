/** Octets of a stream that wait for the rest of their frame; joined once, when all of it is there. */
export interface ByteQueue {
  push(block: Buffer): void;
  length(): number;
  /** The first octets, left where they are; undefined while there are fewer. */
  peek(count: number): Buffer | undefined;
  take(count: number): Buffer | undefined;
}

export function createByteQueue(): ByteQueue {
  let blocks: Buffer[] = [];
  let length = 0;

  function peek(count: number): Buffer | undefined {
    if (length < count) return undefined;
    const [first] = blocks;
    if (first && first.length >= count) return first.subarray(0, count);
    blocks = [Buffer.concat(blocks)];
    return blocks[0]?.subarray(0, count);
  }

  return {
    push(block) {
      blocks.push(block);
      length += block.length;
    },
    length: () => length,
    peek,
    take(count) {
      const taken = peek(count);
      const [first, ...rest] = blocks;
      if (!taken || !first) return taken;
      blocks = first.length > count ? [first.subarray(count), ...rest] : rest;
      length -= count;
      return taken;
    },
  };
}
