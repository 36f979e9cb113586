import {
  createContext,
  lazy,
  type ReactNode,
  Suspense,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { type Command, commandOf } from './shortcuts';

type Handlers = Partial<Record<Command, () => void>>;

interface Shortcuts {
  enabled: boolean;
  enable: (on: boolean) => void;
  showHelp: () => void;
  /** Handlers of the page on screen; returns how to take them back. */
  register: (handlers: { current: Handlers }) => () => void;
}

const KEPT = 'khien.shortcuts';
const Context = createContext<Shortcuts | undefined>(undefined);
const ShortcutHelp = lazy(async () => ({ default: (await import('./shortcut-help')).ShortcutHelp }));

/** One listener for the whole console. Off in inputs, off under an open dialog, and off altogether where a person says so. */
export function ShortcutsProvider({ children }: { children: ReactNode }) {
  const [enabled, setEnabled] = useState(() => localStorage.getItem(KEPT) !== 'off');
  const [help, setHelp] = useState(false);
  const pages = useRef(new Set<{ current: Handlers }>());

  useEffect(() => {
    if (!enabled) return;
    function onKey(event: KeyboardEvent): void {
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
      const { key, ctrlKey, metaKey, altKey } = event;
      const element = event.target instanceof HTMLElement ? event.target : null;
      const command = commandOf({ key, ctrlKey, metaKey, altKey, target: element && likeTarget(element) });
      if (!command) return;
      if (command === 'help') setHelp(true);
      for (const page of pages.current) page.current[command]?.();
      if (command !== 'escape') event.preventDefault();
    }
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [enabled]);

  const value = useMemo(
    () => ({
      enabled,
      enable(on: boolean) {
        localStorage.setItem(KEPT, on ? 'on' : 'off');
        setEnabled(on);
      },
      showHelp: () => setHelp(true),
      register(handlers: { current: Handlers }) {
        pages.current.add(handlers);
        return () => pages.current.delete(handlers);
      },
    }),
    [enabled],
  );
  return (
    <Context value={value}>
      {children}
      <Suspense fallback={null}>{help && <ShortcutHelp onClose={() => setHelp(false)} />}</Suspense>
    </Context>
  );
}

export function useShortcuts(): Shortcuts {
  const shortcuts = useContext(Context);
  if (!shortcuts) throw new Error('console: no shortcuts around this component');
  return shortcuts;
}

/** What this page does for its commands. */
export function usePageKeys(handlers: Handlers): void {
  const { register } = useShortcuts();
  const current = useRef(handlers);
  current.current = handlers;
  useEffect(() => register(current), [register]);
}

function likeTarget(element: HTMLElement) {
  const { tagName, isContentEditable } = element;
  return {
    tagName,
    isContentEditable,
    role: element.getAttribute('role'),
    ...(element instanceof HTMLInputElement ? { type: element.type } : {}),
  };
}
