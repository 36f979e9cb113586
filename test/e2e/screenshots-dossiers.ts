import { type Camera, LAPTOP, PHONE, settled } from './camera';

const TABS = ['work', 'level', 'form', 'documents', 'changes', 'history'] as const;

/** The list, one dossier at every step, and every tab of one being written and of one approved. */
export async function shootDossiers(camera: Camera): Promise<void> {
  const { page, open, read, shoot, whole } = camera;
  await open('/dossiers');
  await whole('dossiers');
  const { items } = await read<{ items: { id: string; step: string }[] }>('/dossiers?limit=200');
  const byStep = new Map(items.map(({ id, step }) => [step, id]));
  for (const [step, id] of byStep) {
    await open(`/dossiers/${id}`);
    await whole(`dossier-${step}`);
  }
  for (const step of ['drafting', 'approved'])
    for (const tab of TABS) {
      const id = byStep.get(step);
      if (id === undefined) continue;
      await open(`/dossiers/${id}?tab=${tab}`);
      await whole(`dossier-${step}-${tab}`);
    }
  const drafted = byStep.get('drafting');
  if (drafted !== undefined) await shootWriting(camera, drafted);
  const approved = byStep.get('approved');
  if (approved === undefined) return;
  await open(`/dossiers/${approved}?tab=history`);
  await page.locator('[data-testid^="snapshot-"]').first().click();
  await page.getByTestId('snapshot-verdict').waitFor();
  await shoot('dialog-snapshot');
}

/** Every section of the form at a desk; the first ones as a telephone shows them. */
async function shootWriting({ page, open, whole, shoot }: Camera, id: string): Promise<void> {
  await open(`/dossiers/${id}?tab=documents`);
  await page.getByTestId('import-signed').click();
  await page.locator('dialog[open]').waitFor();
  await shoot('dialog-signed');
  await open(`/dossiers/${id}?tab=form`);
  const sections = await page
    .locator('[data-testid^="section-"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('data-testid')?.slice(8) ?? ''));
  for (const section of sections) {
    await open(`/dossiers/${id}?tab=form&section=${section}`);
    await whole(`form-${section}`);
  }
  await page.setViewportSize(PHONE);
  for (const tab of ['work', 'level', 'form'] as const) {
    await open(`/dossiers/${id}?tab=${tab}`);
    await settled(page);
    await whole(`phone-${tab}`);
  }
  await page.setViewportSize(LAPTOP);
}
