import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';

export type Language = 'vi' | 'en';
export type Theme = 'light' | 'dark';
export interface Dress {
  language: Language;
  theme: Theme;
}

const DRESSES: readonly Dress[] = [
  { language: 'vi', theme: 'light' },
  { language: 'vi', theme: 'dark' },
  { language: 'en', theme: 'light' },
  { language: 'en', theme: 'dark' },
];
export const LAPTOP = { width: 1366, height: 768 };
export const DESK = { width: 1920, height: 1080 };
/** A commune clerk's telephone. */
export const PHONE = { width: 390, height: 844 };
/** A list of thousands of rows is no picture. */
const TALLEST = 6000;

/** A page of the console and what takes its picture: `<folder>/<language>-<theme>-<name>.png`. */
export interface Camera {
  page: Page;
  url: string;
  /** What is in the window now. */
  shoot(name: string): Promise<void>;
  /** The whole page, however long: it scrolls inside its frame, so the window grows. */
  whole(name: string): Promise<void>;
  /** Opens an address and waits until everything on it has come. */
  open(path: string): Promise<void>;
  /** The answer of the API to the one who is signed in. */
  read<Answer>(path: string): Promise<Answer>;
}

/** Does the same before the camera in both languages and both themes. */
export async function inEveryDress(
  browser: Browser,
  { url, folder }: { url: string; folder: string },
  visit: (camera: Camera) => Promise<void>,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const dress of DRESSES) {
    const context = await dressed(browser, dress);
    await visit(cameraOn(await context.newPage(), url, join(folder, `${dress.language}-${dress.theme}-`)));
    await context.close();
  }
}

function cameraOn(page: Page, url: string, prefix: string): Camera {
  const shoot = async (name: string) => {
    await page.screenshot({ path: `${prefix}${name}.png`, animations: 'disabled' });
  };
  return {
    page,
    url,
    shoot,
    async whole(name) {
      const size = page.viewportSize() ?? LAPTOP;
      const hidden = await page.locator('#main').evaluate((main) => main.scrollHeight - main.clientHeight);
      await page.setViewportSize({ ...size, height: Math.min(TALLEST, size.height + Math.max(0, hidden)) });
      await shoot(name);
      await page.setViewportSize(size);
    },
    async open(path) {
      await page.goto(`${url}${path}`);
      await page.locator('#main').getByRole('heading').first().waitFor();
      await settled(page);
    },
    async read(path) {
      const response = await page.request.get(`${url}/api/v1${path}`);
      if (!response.ok()) throw new Error(`${path} answered ${response.status()}`);
      return response.json();
    },
  };
}

/** Nothing on the page says that it is still loading. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null);
}

async function dressed(browser: Browser, { language, theme }: Dress): Promise<BrowserContext> {
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
