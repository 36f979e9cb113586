export type WafVerdict = 'blocked' | 'alert' | 'passed' | 'challenged';

const WORDS: ReadonlyArray<readonly [RegExp, WafVerdict]> = [
  [/captcha|challenge|javascript.?test|cookie.?test/i, 'challenged'],
  [
    /block|deny|denied|drop|reset|reject|period|quarantin|erase|redirect|disconnect|rate.?limit|unsuccess|terminat/i,
    'blocked',
  ],
  [/alert|alarm|monitor|detect|log|report|none|warn|continue|learn|transparent/i, 'alert'],
  [/pass|allow|accept|permit|legal|success|cached|forward|continued|no.?action/i, 'passed'],
];

/** What a web application firewall did, from the word it has for it. Undefined when the word says nothing. */
export function wafVerdictOf(word: string | undefined): WafVerdict | undefined {
  return word === undefined || word === '' ? undefined : WORDS.find(([pattern]) => pattern.test(word))?.[1];
}
