import { createHash } from 'node:crypto';

/** SHA-256 as hexadecimal digits. */
export const sha256Hex = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
