import { commandOf, type Press } from './shortcuts';

const press: Press = { key: 'j', ctrlKey: false, metaKey: false, altKey: false, target: { tagName: 'BODY' } };

it.each<{ name: string; over: Partial<Press>; command: string | undefined }>([
  { name: 'j on the page', over: {}, command: 'next' },
  { name: 'j on a row', over: { target: { tagName: 'TR' } }, command: 'next' },
  { name: '? for help', over: { key: '?' }, command: 'help' },
  { name: 'a key without a meaning', over: { key: 'q' }, command: undefined },
  { name: 'a copy', over: { key: 'c', ctrlKey: true }, command: undefined },
  { name: 'a menu key', over: { key: 'a', altKey: true }, command: undefined },
  {
    name: 'typing in an input',
    over: { key: 'a', target: { tagName: 'INPUT', type: 'text' } },
    command: undefined,
  },
  { name: 'typing in a text area', over: { key: 'c', target: { tagName: 'TEXTAREA' } }, command: undefined },
  {
    name: 'typing in a list box',
    over: { target: { tagName: 'DIV', role: 'combobox' } },
    command: undefined,
  },
  {
    name: 'a radio button',
    over: { key: 'j', target: { tagName: 'INPUT', type: 'radio' } },
    command: 'next',
  },
  { name: 'Enter on the page', over: { key: 'Enter' }, command: 'open' },
  { name: 'Enter on a button', over: { key: 'Enter', target: { tagName: 'BUTTON' } }, command: undefined },
])('$name: $command', ({ over, command }) => expect(commandOf({ ...press, ...over })).toBe(command));
