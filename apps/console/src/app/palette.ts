/** Every colour of the console, once per theme; `palette.test.ts` holds the pairs to WCAG contrast. */
export interface Palette {
  bg: string;
  surface: string;
  raised: string;
  sunken: string;
  line: string;
  lineStrong: string;
  text: string;
  muted: string;
  accent: string;
  accentFill: string;
  onAccent: string;
  accentSoft: string;
  critical: string;
  criticalSoft: string;
  high: string;
  highSoft: string;
  medium: string;
  mediumSoft: string;
  low: string;
  lowSoft: string;
  informational: string;
  informationalSoft: string;
  good: string;
  goodSoft: string;
}

export type ThemeName = 'light' | 'dark';

export const PALETTES: Record<ThemeName, Palette> = {
  light: {
    bg: '#f3f5f8',
    surface: '#ffffff',
    raised: '#ffffff',
    sunken: '#eef1f5',
    line: '#d9dfe7',
    lineStrong: '#7d8b9b',
    text: '#17212c',
    muted: '#4d5a69',
    accent: '#0b5cad',
    accentFill: '#0b5cad',
    onAccent: '#ffffff',
    accentSoft: '#e4eefa',
    critical: '#a3121f',
    criticalSoft: '#fdeaea',
    high: '#9c400a',
    highSoft: '#fdf0e3',
    medium: '#735600',
    mediumSoft: '#fbf3d5',
    low: '#1b617c',
    lowSoft: '#e4f2f7',
    informational: '#4d5a69',
    informationalSoft: '#ebeff3',
    good: '#1a6939',
    goodSoft: '#e4f3e9',
  },
  dark: {
    bg: '#0e141b',
    surface: '#151d26',
    raised: '#1c2631',
    sunken: '#10171f',
    line: '#2b3744',
    lineStrong: '#71808f',
    text: '#e4eaf1',
    muted: '#a5b2c0',
    accent: '#7ab8f4',
    accentFill: '#2a74c0',
    onAccent: '#ffffff',
    accentSoft: '#17304a',
    critical: '#ff938e',
    criticalSoft: '#3b1b1e',
    high: '#ffb478',
    highSoft: '#382512',
    medium: '#efd271',
    mediumSoft: '#322b11',
    low: '#86d1e9',
    lowSoft: '#12303b',
    informational: '#a5b2c0',
    informationalSoft: '#222d38',
    good: '#82d69d',
    goodSoft: '#13311e',
  },
};

/** `criticalSoft` → `--critical-soft`. */
export function cssVariable(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** WCAG 2 contrast ratio of two `#rrggbb` colours, 1..21. */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
