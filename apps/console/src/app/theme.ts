import { theme as antd, type ThemeConfig } from 'antd';
import { cssVariable, PALETTES, type ThemeName } from './palette';

const FONT = "'Be Vietnam Pro', 'Segoe UI', 'Noto Sans', system-ui, sans-serif";

/** Ant Design tokens of a theme, from the same palette as our own style sheets. */
export function antdTheme(name: ThemeName, motion: boolean): ThemeConfig {
  const palette = PALETTES[name];
  return {
    algorithm: name === 'dark' ? antd.darkAlgorithm : antd.defaultAlgorithm,
    token: {
      motion,
      fontFamily: FONT,
      fontSize: 14,
      borderRadius: 4,
      controlHeight: 34,
      wireframe: false,
      colorPrimary: name === 'dark' ? '#2f86de' : palette.accentFill,
      colorLink: palette.accent,
      colorLinkHover: palette.accent,
      colorText: palette.text,
      colorTextSecondary: palette.muted,
      colorTextDescription: palette.muted,
      colorTextPlaceholder: palette.muted,
      colorBgLayout: palette.bg,
      colorBgContainer: palette.surface,
      colorBgElevated: palette.raised,
      colorBorder: palette.lineStrong,
      colorBorderSecondary: palette.line,
      colorError: palette.critical,
      colorErrorText: palette.critical,
      colorErrorBg: palette.criticalSoft,
      boxShadow: 'none',
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
      Form: { labelColor: palette.text, itemMarginBottom: 18, verticalLabelPadding: '0 0 4px' },
    },
  };
}

/** Puts a palette on the page as custom properties (set through the CSSOM, which the content policy allows). */
export function applyPalette(name: ThemeName): void {
  const root = document.documentElement;
  root.dataset.theme = name;
  root.style.colorScheme = name;
  for (const [colour, value] of Object.entries(PALETTES[name]))
    root.style.setProperty(cssVariable(colour), value);
}
