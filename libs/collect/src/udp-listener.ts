import { createSocket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import type { Logger } from '@khien/model';
import type { Listener } from './connection-listener';
import { kernelDrops, machineDrops } from './kernel-drops';
import { peerAddress } from './peer-address';

export interface UdpListener extends Listener {
  /** How many more datagrams the kernel has thrown away since the last call. */
  newDrops(): Promise<number>;
}

export interface UdpDeps {
  /** For the log: `syslog`, `GELF`. */
  protocol: string;
  host: string;
  port: number;
  /** Asked for; the kernel gives at most `net.core.rmem_max`. */
  receiveBufferBytes: number;
  log: Logger;
  onMessage: (message: Buffer, address: string) => void;
}

/** Datagrams as they come. */
export function createUdpListener({
  protocol,
  host,
  port,
  receiveBufferBytes,
  log,
  onMessage,
}: UdpDeps): UdpListener {
  const socket = createSocket({ type: isIPv6(host) ? 'udp6' : 'udp4', recvBufferSize: receiveBufferBytes });
  let bound = 0;
  let drops = 0;
  let machineAtStart: number | undefined;
  socket.on('message', (datagram, { address }) => {
    onMessage(datagram, peerAddress(address));
  });

  async function sinceStart(): Promise<number | undefined> {
    const machine = await machineDrops();
    return machine === undefined ? undefined : machine - (machineAtStart ?? machine);
  }

  return {
    async start() {
      machineAtStart = await machineDrops();
      await new Promise<void>((resolve, reject) => {
        socket.once('error', reject);
        socket.bind(port, host, () => {
          socket.off('error', reject);
          resolve();
        });
      });
      socket.on('error', (err) => log.error(`${protocol} UDP socket failed`, { err }));
      bound = socket.address().port;
      log.info(`${protocol} listens on UDP`, {
        host,
        port: bound,
        receiveBufferBytes: socket.getRecvBufferSize(),
      });
    },
    stop: () => new Promise((resolve) => socket.close(() => resolve())),
    port: () => bound,
    async newDrops() {
      const seen = (await kernelDrops(bound)) ?? (await sinceStart()) ?? drops;
      const more = Math.max(0, seen - drops);
      drops = seen;
      return more;
    },
  };
}
