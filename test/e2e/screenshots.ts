import type { Browser } from 'playwright-core';
import { type Camera, DESK, inEveryDress, LAPTOP } from './camera';
import { shootCompliance } from './screenshots-compliance';
import { shootDossiers } from './screenshots-dossiers';
import { shootMonitoring } from './screenshots-monitoring';

export interface Visitor {
  url: string;
  folder: string;
  username: string;
  password: string;
}

/** Pictures of every page in both languages and both themes, to be looked at. */
export async function shootEveryPage(browser: Browser, visitor: Visitor): Promise<void> {
  await inEveryDress(browser, visitor, async (camera) => {
    await shootSignIn(camera, visitor);
    await shootMonitoring(camera);
    await shootCompliance(camera);
    await shootDossiers(camera);
    await camera.page.goto(`${visitor.url}/nowhere`);
    await camera.page.locator('.state-panel').waitFor();
    await camera.shoot('not-found');
  });
}

/** The page that is there only before the first account. */
export async function shootSetup(browser: Browser, url: string, folder: string): Promise<void> {
  await inEveryDress(browser, { url, folder }, async ({ page, shoot }) => {
    await page.goto(`${url}/setup`);
    await page.locator('form').waitFor();
    await shoot('setup');
  });
}

async function shootSignIn({ page, url, shoot }: Camera, { username, password }: Visitor): Promise<void> {
  await page.goto(`${url}/login`);
  await page.locator('#username').fill(username);
  await page.locator('#password').fill('wrong-password-on-purpose');
  await page.locator('button[type=submit]').click();
  await page.getByTestId('login-error').waitFor();
  await shoot('login-refused');
  await page.locator('#password').fill(password);
  await page.locator('button[type=submit]').click();
  await page.getByTestId('alert-table').waitFor();
  await page.locator('.live-open').waitFor();
  await shoot('alerts');
  await page.setViewportSize(DESK);
  await shoot('alerts-1920');
  await page.setViewportSize(LAPTOP);
}
