/** Advance widths of the bold face of Times New Roman (and Tinos, cut to the same metrics), thousandths of an em. */
const BOLD: Record<string, number> = Object.fromEntries(
  Object.entries({
    250: ' .,',
    278: 'il/',
    333: 'fjt-:;()',
    389: 'Is',
    444: 'cerz',
    500: '0123456789Jagovxy–«»',
    556: 'bdhknpquSđ',
    600: 'ư',
    611: 'FP',
    667: 'BELTZ',
    722: 'ACDNRUVXYwĐ',
    778: 'GHKOQƠ',
    796: 'Ư',
    833: 'm',
    944: 'M',
    1000: 'W',
  }).flatMap(([width, letters]) => [...letters].map((letter) => [letter, Number(width)])),
);
const MARKS = /[\u0300\u0301\u0302\u0303\u0306\u0309\u0323]/g;

/** Width in points of a line of bold text; the rules of the head are drawn as a share of it. Tone marks take no room. */
export function boldLineWidth(text: string, size: number): number {
  const bare = text.normalize('NFD').replace(MARKS, '').normalize('NFC');
  const ems = [...bare].reduce((sum, letter) => sum + (BOLD[letter] ?? 600), 0) / 1000;
  return ems * size;
}
