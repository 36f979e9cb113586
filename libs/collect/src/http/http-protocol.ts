import type { IncomingMessage, ServerResponse } from 'node:http';

/** One way of sending records over HTTP. */
export interface HttpProtocol {
  /** Whether a path is this protocol's; `ownPort`: nothing but receivers listens on this port. */
  claims(path: string, ownPort: boolean): boolean;
  answer(req: IncomingMessage, res: ServerResponse): Promise<void>;
}
