/** Numbers of requests by channel. Every number given out stands for records on disk; after a restart all is unknown, and a sender sends again. */
export interface AckChannels {
  next(sourceId: string, channel: string): number;
  isDone(sourceId: string, channel: string, id: number): boolean;
}

const MAX_CHANNELS = 10_000;

export function createAckChannels(): AckChannels {
  const given = new Map<string, number>();
  const keyOf = (sourceId: string, channel: string): string => `${sourceId} ${channel}`;
  return {
    next(sourceId, channel) {
      const key = keyOf(sourceId, channel);
      const id = given.get(key) ?? 0;
      // Put last: the channel that nobody used for longest is the first to go.
      given.delete(key);
      given.set(key, id + 1);
      const [oldest] = given.keys();
      if (given.size > MAX_CHANNELS && oldest !== undefined) given.delete(oldest);
      return id;
    },
    isDone: (sourceId, channel, id) => id < (given.get(keyOf(sourceId, channel)) ?? 0),
  };
}
