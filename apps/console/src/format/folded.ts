/** Small letters without marks, so that «canh bao» finds «Cảnh báo». */
export function folded(text: string): string {
  return text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd').trim();
}
