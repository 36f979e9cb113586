import { join } from 'node:path';
import { silentLogger } from '@khien/model';
import { PRODUCT_DIR } from '@khien/settings';
import { openRuleBook } from './rule-book';
import { createRuleTitles } from './rule-titles';

const rules = openRuleBook({
  directories: [join(PRODUCT_DIR, 'rules')],
  pipelines: join(PRODUCT_DIR, 'config/pipelines'),
  log: silentLogger,
});
const titleOf = createRuleTitles({ rules });

it('calls every rule that alerts by its title, in both languages', () => {
  const alerting = [...rules.current().detection.catalogue.values()].filter(({ alerts }) => alerts);
  expect(alerting.length).toBeGreaterThan(50);
  for (const { alertRule } of alerting) {
    expect(titleOf(alertRule.id)).toBe(alertRule.title);
    expect(titleOf(alertRule.id)?.vi).not.toBe('');
  }
});

it('knows nothing of a rule that is not in force', () => expect(titleOf('no-such-rule')).toBeUndefined());
