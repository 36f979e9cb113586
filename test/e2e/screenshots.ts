import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';

export type Language = 'vi' | 'en';
export type Theme = 'light' | 'dark';
export interface Visitor {
  url: string;
  folder: string;
  username: string;
  password: string;
}

const LAPTOP = { width: 1366, height: 768 };
const DESK = { width: 1920, height: 1080 };

/** Pictures of every page in both languages and both themes, to be looked at: `<folder>/<language>-<theme>-<page>.png`. */
export async function shootEveryPage(browser: Browser, visitor: Visitor): Promise<void> {
  mkdirSync(visitor.folder, { recursive: true });
  for (const language of ['vi', 'en'] as const)
    for (const theme of ['light', 'dark'] as const) await shootIn(browser, visitor, { language, theme });
}

/** The page that is there only before the first account. */
export async function shootSetup(browser: Browser, url: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const language of ['vi', 'en'] as const)
    for (const theme of ['light', 'dark'] as const) {
      const context = await dressed(browser, language, theme);
      const page = await context.newPage();
      await page.goto(`${url}/setup`);
      await page.locator('form').waitFor();
      await page.screenshot({ path: join(folder, `${language}-${theme}-setup.png`), animations: 'disabled' });
      await context.close();
    }
}

async function shootIn(
  browser: Browser,
  visitor: Visitor,
  { language, theme }: { language: Language; theme: Theme },
): Promise<void> {
  const context = await dressed(browser, language, theme);
  const page = await context.newPage();
  const shoot = (name: string) =>
    page.screenshot({
      path: join(visitor.folder, `${language}-${theme}-${name}.png`),
      animations: 'disabled',
    });

  await page.goto(`${visitor.url}/login`);
  await page.locator('#username').fill(visitor.username);
  await page.locator('#password').fill('wrong-password-on-purpose');
  await page.locator('button[type=submit]').click();
  await page.getByTestId('login-error').waitFor();
  await shoot('login-refused');
  await page.locator('#password').fill(visitor.password);
  await page.locator('button[type=submit]').click();

  await page.getByTestId('alert-table').waitFor();
  await page.locator('.live-open').waitFor();
  await shoot('alerts');
  await page.setViewportSize(DESK);
  await shoot('alerts-1920');
  await page.setViewportSize(LAPTOP);
  await page.goto(`${visitor.url}/alerts?q=khong-co-gi-nhu-the`);
  await page.locator('.state-panel').waitFor();
  await shoot('alerts-empty');
  await page.goto(`${visitor.url}/alerts`);
  await page.getByTestId('alert-table').waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await shoot('shortcuts');
  await page.keyboard.press('Escape');

  await shootAlerts(page, visitor.url, shoot);
  await shootSources(page, visitor.url, shoot);
  await page.goto(`${visitor.url}/activity`);
  await page.getByTestId('activity-table').waitFor();
  await shoot('activity');
  await page.goto(`${visitor.url}/nowhere`);
  await page.locator('.state-panel').waitFor();
  await shoot('not-found');
  await context.close();
}

/** One alert of each kind there is, whole, and the dialog that closes it. */
async function shootAlerts(
  page: Page,
  url: string,
  shoot: (name: string) => Promise<unknown>,
): Promise<void> {
  for (const kind of ['detection', 'correlation', 'anomaly', 'compliance', 'health']) {
    await page.goto(`${url}/alerts?status=new,acknowledged,closed&kind=${kind}`);
    const first = page.getByTestId('alert-table').locator('tbody tr').first();
    await first.or(page.locator('.state-panel')).first().waitFor();
    if ((await first.count()) === 0) continue;
    await first.click();
    await page.getByTestId('alert-title').waitFor();
    await shootWhole(page, () => shoot(`alert-${kind}`));
    if (kind !== 'detection') continue;
    await page.setViewportSize(DESK);
    await shoot('alert-1920');
    await page.setViewportSize(LAPTOP);
    await page.getByTestId('act-close').click();
    await page.getByTestId('dialog-close').waitFor();
    await shoot('close-dialog');
    await page.getByTestId('step-submit').click();
    await page.locator('.ant-form-item-explain-error').first().waitFor();
    await shoot('close-dialog-incomplete');
    await page.keyboard.press('Escape');
  }
}

async function shootSources(
  page: Page,
  url: string,
  shoot: (name: string) => Promise<unknown>,
): Promise<void> {
  await page.goto(`${url}/sources`);
  await page.getByTestId('source-table').waitFor();
  await shoot('sources');
  await page.goto(`${url}/sources/lgsp-gateway`);
  await page.getByTestId('equation').waitFor();
  await page.getByTestId('letter-table').or(page.locator('.state-panel')).first().waitFor();
  await shootWhole(page, () => shoot('source'));
  const open = page.getByTestId('letter-table').getByRole('button').first();
  if ((await open.count()) === 0) return;
  await open.click();
  await page.getByTestId('dialog-open-letter').waitFor();
  await shoot('open-letter');
  await page.locator('#reason').fill('Kiểm tra vì sao cổng gửi sai dạng');
  await page.getByTestId('reason-submit').click();
  await page.locator('.raw-record').waitFor();
  await shoot('opened-letter');
  await page.keyboard.press('Escape');
}

/** The page scrolls inside its frame: as tall a window as it takes. */
async function shootWhole(page: Page, shoot: () => Promise<unknown>): Promise<void> {
  const hidden = await page.locator('#main').evaluate((main) => main.scrollHeight - main.clientHeight);
  await page.setViewportSize({ width: LAPTOP.width, height: LAPTOP.height + Math.max(0, hidden) });
  await shoot();
  await page.setViewportSize(LAPTOP);
}

async function dressed(browser: Browser, language: Language, theme: Theme): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: LAPTOP, reducedMotion: 'reduce' });
  await context.addInitScript(
    ([spoken, worn]) => {
      localStorage.setItem('khien.language', spoken);
      localStorage.setItem('khien.appearance', worn);
    },
    [language, theme] as const,
  );
  return context;
}
