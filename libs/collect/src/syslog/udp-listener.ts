import { createSocket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import type { Logger } from '@khien/model';
import type { Listener } from '../connection-listener';
import { peerAddress } from '../peer-address';
import { withoutTrailer } from './frames';
import { kernelDrops, machineDrops } from './kernel-drops';

export interface UdpListener extends Listener {
  /** How many more datagrams the kernel has thrown away since the last call. */
  newDrops(): Promise<number>;
}

export interface UdpDeps {
  host: string;
  port: number;
  /** Asked for; the kernel gives at most `net.core.rmem_max`. */
  receiveBufferBytes: number;
  log: Logger;
  onMessage: (message: Buffer, address: string) => void;
}

/** One datagram is one message, without line ends and NULs at its end. */
export function createUdpListener({ host, port, receiveBufferBytes, log, onMessage }: UdpDeps): UdpListener {
  const socket = createSocket({ type: isIPv6(host) ? 'udp6' : 'udp4', recvBufferSize: receiveBufferBytes });
  let bound = 0;
  let drops = 0;
  let machineAtStart: number | undefined;
  socket.on('message', (datagram, { address }) => {
    const message = withoutTrailer(datagram);
    if (message.length > 0) onMessage(message, peerAddress(address));
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
      socket.on('error', (err) => log.error('syslog UDP socket failed', { err }));
      bound = socket.address().port;
      log.info('syslog listens on UDP', {
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
