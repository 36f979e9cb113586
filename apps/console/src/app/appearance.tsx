import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import type { ThemeName } from './palette';
import { applyPalette } from './theme';

export const APPEARANCES = ['light', 'dark', 'system'] as const;
export type AppearanceChoice = (typeof APPEARANCES)[number];

interface Appearance {
  choice: AppearanceChoice;
  choose: (choice: AppearanceChoice) => void;
  theme: ThemeName;
  /** False where the person asked the system for less motion. */
  motion: boolean;
}

const KEPT = 'khien.appearance';
const Context = createContext<Appearance | undefined>(undefined);

export function AppearanceProvider({ children }: { children: ReactNode }) {
  const [choice, setChoice] = useState<AppearanceChoice>(keptChoice);
  const dark = useMedia('(prefers-color-scheme: dark)');
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const theme: ThemeName = choice === 'system' ? (dark ? 'dark' : 'light') : choice;

  useEffect(() => applyPalette(theme), [theme]);
  useLightPaper(theme);

  const value = useMemo(
    () => ({
      choice,
      choose(next: AppearanceChoice) {
        localStorage.setItem(KEPT, next);
        setChoice(next);
      },
      theme,
      motion: !still,
    }),
    [choice, theme, still],
  );
  return <Context value={value}>{children}</Context>;
}

/** Paper is white: what is printed from the dark theme is printed in the light one. */
function useLightPaper(theme: ThemeName): void {
  useEffect(() => {
    const before = () => applyPalette('light');
    const after = () => applyPalette(theme);
    addEventListener('beforeprint', before);
    addEventListener('afterprint', after);
    return () => {
      removeEventListener('beforeprint', before);
      removeEventListener('afterprint', after);
    };
  }, [theme]);
}

export function useAppearance(): Appearance {
  const appearance = useContext(Context);
  if (!appearance) throw new Error('console: no appearance around this component');
  return appearance;
}

function keptChoice(): AppearanceChoice {
  return APPEARANCES.find((choice) => choice === localStorage.getItem(KEPT)) ?? 'system';
}

function useMedia(condition: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = matchMedia(condition);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => matchMedia(condition).matches,
  );
}
