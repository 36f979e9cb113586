export const COMMANDS = [
  'next',
  'previous',
  'open',
  'acknowledge',
  'close',
  'note',
  'fresh',
  'search',
  'help',
  'escape',
] as const;
export type Command = (typeof COMMANDS)[number];

const KEYS: Record<string, Command> = {
  j: 'next',
  k: 'previous',
  o: 'open',
  Enter: 'open',
  a: 'acknowledge',
  c: 'close',
  n: 'note',
  '.': 'fresh',
  '/': 'search',
  '?': 'help',
  Escape: 'escape',
};

/** Keys of a command as they are written on the keyboard. */
export function keysOf(command: Command): string[] {
  return Object.keys(KEYS).filter((key) => KEYS[key] === command);
}

export interface Press {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  target: { tagName?: string; isContentEditable?: boolean; type?: string; role?: string | null } | null;
}

/**
 * The command of a key press, if any: none while typing, none with a modifier (WCAG 2.1.4), and Enter keeps its meaning
 * on whatever already answers to it (buttons, links).
 */
export function commandOf({ key, ctrlKey, metaKey, altKey, target }: Press): Command | undefined {
  if (ctrlKey || metaKey || altKey || isTyping(target)) return undefined;
  if (key === 'Enter' && target?.tagName && /^(A|BUTTON|SUMMARY)$/.test(target.tagName)) return undefined;
  return KEYS[key];
}

function isTyping(target: Press['target']): boolean {
  if (!target) return false;
  if (target.isContentEditable || target.role === 'combobox') return true;
  if (target.tagName === 'TEXTAREA' || target.tagName === 'SELECT') return true;
  return target.tagName === 'INPUT' && !/^(checkbox|radio|button|submit)$/.test(target.type ?? 'text');
}
