import { crc32 } from 'node:zlib';

const CRC_HEX = 8;

const crcOf = (text: string): string => crc32(text).toString(16).padStart(CRC_HEX, '0');

/** One line of text with its CRC-32 in front, for small files that must not be believed when a bit of them flipped. */
export function checkedLine(text: string): string {
  return `${crcOf(text)} ${text}\n`;
}

/** The text of a checked line; undefined when there is none or it is not what was written. */
export function parseChecked(content: string | undefined): string | undefined {
  const line = content?.slice(0, Math.max(0, content.indexOf('\n')));
  const text = line?.slice(CRC_HEX + 1);
  return line && text !== undefined && line === `${crcOf(text)} ${text}` ? text : undefined;
}
