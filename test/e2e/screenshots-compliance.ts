import { type Camera, settled } from './camera';

/** Of the sample register: with a dossier under way and gaps; approved, with exceptions; without any dossier. */
const SYSTEMS = ['mot-cua', 'lgsp', 'trang-hon-mun'] as const;
const BAD_REGISTER = 'id;name_vi;agency\nkho-ho-so;;so-khong-co\n';

/** The register, layers, deadlines, regimes and reports. */
export async function shootCompliance(camera: Camera): Promise<void> {
  const { open, whole } = camera;
  for (const [path, name] of [
    ['/systems', 'systems'],
    ['/systems?q=khong-co-gi-nhu-the', 'systems-empty'],
    ['/systems/new', 'system-new'],
    ['/agencies', 'agencies'],
    ['/evidence', 'evidence'],
    ['/layers', 'layers'],
    ['/deadlines', 'deadlines'],
    ['/regimes', 'regimes'],
    ['/register/reconciliation', 'reconciliation'],
    ['/reports/level', 'level-report'],
  ] as const) {
    await open(path);
    await whole(name);
  }
  for (const id of SYSTEMS) {
    await open(`/systems/${id}`);
    await whole(`system-${id}`);
  }
  await open('/systems/mot-cua/edit');
  await whole('system-edit');
  await shootControls(camera);
  await shootDialogs(camera);
  await shootImport(camera);
}

/** The controls of a system: a group opened, and each thing one can do about a control. */
async function shootControls({ page, open, shoot, whole }: Camera): Promise<void> {
  await open('/systems/mot-cua/controls');
  await whole('controls');
  await page.locator('.control-group > summary').first().click();
  await page.locator('.control > summary').first().click();
  await whole('controls-open');
  // Only what is missing can be planned.
  await open('/systems/mot-cua/controls?status=partly');
  await page.locator('.control > summary').first().click();
  for (const act of ['plan', 'attest', 'except']) {
    await page.locator(`[data-testid^="${act}-"]`).first().click();
    await page.locator('dialog[open]').waitFor();
    await shoot(`dialog-${act}`);
    await page.keyboard.press('Escape');
  }
}

async function shootDialogs({ page, open, shoot, whole }: Camera): Promise<void> {
  for (const [path, button, name] of [
    ['/evidence', 'add-evidence', 'dialog-evidence'],
    ['/deadlines', 'calendar-feed', 'dialog-feed'],
    ['/layers', 'all-conflicts', 'dialog-conflicts'],
    ['/dossiers', 'start-new', 'dialog-start'],
  ] as const) {
    await open(path);
    await page.getByTestId(button).click();
    await page.locator('dialog[open]').waitFor();
    await settled(page);
    await shoot(name);
  }
  await open('/layers');
  await page.getByTestId('layer-table').getByRole('button').first().click();
  await page.locator('dialog[open]').waitFor();
  await shoot('dialog-layer');
  await open('/regimes');
  await page.locator('[data-testid^="expand-"]').first().click();
  await whole('regimes-open');
}

/** A register with a name missing and an agency that nobody knows. */
async function shootImport({ page, open, whole }: Camera): Promise<void> {
  await open('/register/import');
  await whole('import');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'danh-muc.csv', mimeType: 'text/csv', buffer: Buffer.from(BAD_REGISTER) });
  await page.getByTestId('bad-cells').or(page.locator('[role=alert]')).first().waitFor();
  await settled(page);
  await whole('import-refused');
}
