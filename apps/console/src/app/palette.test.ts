import { contrast, cssVariable, PALETTES, type Palette, type ThemeName } from './palette';

const THEMES = Object.keys(PALETTES) as ThemeName[];
const INKS: (keyof Palette)[] = [
  'text',
  'muted',
  'accent',
  'critical',
  'high',
  'medium',
  'low',
  'informational',
  'good',
];
const PAPERS: (keyof Palette)[] = ['bg', 'surface', 'raised', 'sunken'];
const CHIPS: [keyof Palette, keyof Palette][] = [
  ['critical', 'criticalSoft'],
  ['high', 'highSoft'],
  ['medium', 'mediumSoft'],
  ['low', 'lowSoft'],
  ['informational', 'informationalSoft'],
  ['good', 'goodSoft'],
  ['accent', 'accentSoft'],
  ['text', 'accentSoft'],
  ['muted', 'accentSoft'],
  ['text', 'criticalSoft'],
  ['text', 'highSoft'],
  ['onAccent', 'accentFill'],
];

const pairs = THEMES.flatMap((theme) => [
  ...INKS.flatMap((ink) => PAPERS.map((paper) => ({ theme, ink, paper }))),
  ...CHIPS.map(([ink, paper]) => ({ theme, ink, paper })),
]);

it.each(pairs)('$theme: $ink on $paper reads at 4.5 or better', ({ theme, ink, paper }) => {
  expect(contrast(PALETTES[theme][ink], PALETTES[theme][paper])).toBeGreaterThanOrEqual(4.5);
});

it.each(THEMES)('%s: borders of controls stand out at 3 or better', (theme) => {
  const palette = PALETTES[theme];
  expect(contrast(palette.lineStrong, palette.surface)).toBeGreaterThanOrEqual(3);
  expect(contrast(palette.accentFill, palette.surface)).toBeGreaterThanOrEqual(3);
});

it('knows the two ends of the scale', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#777777')).toBe(1);
  expect(contrast('#767676', '#ffffff')).toBeGreaterThan(4.5);
  expect(contrast('#777777', '#ffffff')).toBeLessThan(4.5);
});

it('names css variables', () => expect(cssVariable('criticalSoft')).toBe('--critical-soft'));
