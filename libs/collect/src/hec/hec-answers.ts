/** Answers of the HTTP Event Collector: what senders go by is the code. */
export const HEC = {
  success: [200, 0, 'Success'],
  tokenRequired: [401, 2, 'Token is required'],
  invalidAuthorization: [401, 3, 'Invalid authorization'],
  invalidToken: [403, 4, 'Invalid token'],
  noData: [400, 5, 'No data'],
  invalidFormat: [400, 6, 'Invalid data format'],
  notThisSource: [400, 7, 'Incorrect index'],
  internal: [500, 8, 'Internal server error'],
  busy: [503, 9, 'Server is busy'],
  channelMissing: [400, 10, 'Data channel is missing'],
  eventRequired: [400, 12, 'Event field is required'],
  eventBlank: [400, 13, 'Event field cannot be blank'],
  healthy: [200, 17, 'HEC is healthy'],
  unhealthy: [503, 18, 'HEC is unhealthy, queues are full'],
  tooLarge: [413, 27, 'Request entity too large'],
} as const satisfies Record<string, readonly [status: number, code: number, text: string]>;

export type HecName = keyof typeof HEC;
export interface HecAnswer {
  name: HecName;
  more?: Record<string, unknown>;
  headers?: Record<string, string>;
}
