import { type Camera, DESK, LAPTOP } from './camera';

/** Alerts, sources and the activity log. */
export async function shootMonitoring(camera: Camera): Promise<void> {
  const { page, url, shoot } = camera;
  await page.goto(`${url}/alerts?q=khong-co-gi-nhu-the`);
  await page.locator('.state-panel').waitFor();
  await shoot('alerts-empty');
  await page.goto(`${url}/alerts`);
  await page.getByTestId('alert-table').waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await shoot('shortcuts');
  await page.keyboard.press('Escape');

  await shootAlerts(camera);
  await shootSources(camera);
  await page.goto(`${url}/activity`);
  await page.getByTestId('activity-table').waitFor();
  await shoot('activity');
}

/** One alert of each kind there is, whole, and the dialog that closes it. */
async function shootAlerts({ page, url, shoot, whole }: Camera): Promise<void> {
  for (const kind of ['detection', 'correlation', 'anomaly', 'compliance', 'health']) {
    await page.goto(`${url}/alerts?status=new,acknowledged,closed&kind=${kind}`);
    const first = page.getByTestId('alert-table').locator('tbody tr').first();
    await first.or(page.locator('.state-panel')).first().waitFor();
    if ((await first.count()) === 0) continue;
    await first.click();
    await page.getByTestId('alert-title').waitFor();
    await whole(`alert-${kind}`);
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

async function shootSources({ page, url, shoot, whole }: Camera): Promise<void> {
  await page.goto(`${url}/sources`);
  await page.getByTestId('source-table').waitFor();
  await shoot('sources');
  await page.goto(`${url}/sources/lgsp-gateway`);
  await page.getByTestId('equation').waitFor();
  await page.getByTestId('letter-table').or(page.locator('.state-panel')).first().waitFor();
  await whole('source');
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
