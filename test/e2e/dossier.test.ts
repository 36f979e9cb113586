import { createHash } from 'node:crypto';
import type { Browser, Locator, Page } from 'playwright-core';
import { describeWith } from '../services/describe-with';
import { chromiumMissing, launchChromium } from './chromium';
import { type MonitorProcess, startMonitor } from './monitor-process';
import { type Watched, watchedContext } from './watched-context';

const PASSWORD = 'mot cau that dai de nho';
/** In the sample register, without a level and without a dossier. */
const SYSTEM = 'Trang thông tin đặc khu Hòn Mũn';
const ID = 'trang-hon-mun';
const STEP_MS = 15_000;
/** As it is typed, on the Vietnamese calendar. */
const TODAY = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' }).format();
const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n');
const PEOPLE = {
  clerk: ['can.bo.xa', 'Cán bộ xã (mẫu)', 'system_owner', 'dac-khu-hon-mun', 'dac-khu-hon-mun'],
  appraiser: ['tham.dinh', 'Cán bộ thẩm định (mẫu)', 'appraiser', '*', 'cong-an-tinh'],
  approver: ['phe.duyet', 'Người phê duyệt (mẫu)', 'approver', '*', 'cong-an-tinh'],
} as const;

/** The life of one level-1 dossier: a commune clerk without help, one who appraises, one who approves. */
describeWith(chromiumMissing(), 'a dossier in a browser', () => {
  jest.setTimeout(60_000);
  let monitor: MonitorProcess;
  let browser: Browser;
  const visitors: Watched[] = [];
  const pages = {} as Record<keyof typeof PEOPLE, Page>;

  beforeAll(async () => {
    [monitor, browser] = await Promise.all([startMonitor(), launchChromium()]);
    for (const [who, [username, name, role, agencies, unit]] of Object.entries(PEOPLE)) {
      const person = ['--username', username, '--name', name, '--role', role];
      await monitor.command(
        ['user', 'add', ...person, '--agencies', agencies, '--unit', unit],
        `${PASSWORD}\n`,
      );
      const visitor = await watchedContext(browser);
      visitor.context.setDefaultTimeout(STEP_MS);
      visitors.push(visitor);
      pages[who as keyof typeof PEOPLE] = await signedIn(visitor, username);
    }
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await monitor?.stop();
  });

  async function signedIn({ context }: Watched, username: string): Promise<Page> {
    const page = await context.newPage();
    await page.goto(`${monitor.url}/login`);
    await page.locator('#username').fill(username);
    await page.locator('#password').fill(PASSWORD);
    await page.locator('button[type=submit]').click();
    await page.waitForURL((url) => !url.pathname.startsWith('/login'));
    return page;
  }
  const stepOf = (page: Page) => page.locator('.dossier-heading .step');
  const open = (page: Page) => page.goto(`${monitor.url}/dossiers/${ID}.v1`);
  /** Presses an act, fills its dialog and waits until it is done. */
  async function act(page: Page, kind: string, fill?: (dialog: Locator) => Promise<void>): Promise<void> {
    await page.getByTestId(`act-${kind}`).first().click();
    const dialog = page.getByTestId(`dialog-${kind}`);
    await dialog.waitFor();
    await fill?.(dialog);
    await dialog.getByTestId('act-submit').click();
    await dialog.waitFor({ state: 'detached' });
  }
  const paper = (number: string) => async (dialog: Locator) => {
    await dialog.locator('#paper_number').fill(number);
    await dialog.locator('#paper_date').fill(TODAY);
    await dialog.locator('#paper_date').press('Enter');
  };

  it('begins with a system of the register that has none', async () => {
    const page = pages.clerk;
    await page.goto(`${monitor.url}/dossiers`);
    await page.getByTestId('start-new').click();
    await page.getByTestId('dialog-start').locator('.ant-select').click();
    await page.locator('.ant-select-item-option', { hasText: SYSTEM }).click();
    await page.getByTestId('start-submit').click();
    await page.waitForURL(`**/dossiers/${ID}.v1`);
  });

  it('has its level from the answers to a few questions, with the clause', async () => {
    const page = pages.clerk;
    await page.getByTestId('go-level').click();
    await page.locator('.level-question').getByText('Phục vụ hoạt động nội bộ').click();
    await page.getByRole('button', { name: 'Lưu và đề xuất cấp độ 1' }).click();
    await page.getByTestId('act-submitted').waitFor();
    await page.locator('.dossier-heading').getByText('theo khoản 1 Điều 11').waitFor();
    expect(await page.getByTestId('act-submitted').isDisabled()).toBe(true);
    await act(page, 'risk_assessed', async (dialog) => {
      await dialog.getByText('Đơn vị vận hành tự đánh giá').click();
    });
  });

  it('has its form filled from the register, from sample wordings and from Excel, saved by itself', async () => {
    const page = pages.clerk;
    await page.getByTestId('go-form').click();
    await page.locator('.field-note-card').first().waitFor();
    for (let section = 0; section < 20; section++) {
      await fillMissing(page);
      const next = page.getByTestId('next-section');
      if ((await next.count()) === 0) break;
      const title = await page.locator('.section-editor h2').textContent();
      await next.click();
      await page.locator('.section-editor h2', { hasNotText: title ?? '' }).waitFor();
    }
    await page.getByTestId('completeness').filter({ hasText: 'Đã hoàn thành 100 %' }).waitFor();
    await page.getByTestId('to-work').click();
    await act(page, 'submitted', paper('41/TTr-UBND'));
    await stepOf(page).getByText('Đã gửi thẩm định').waitFor();
  });

  it('lands on the desk of who appraises, who may send it back with what is missing', async () => {
    const page = pages.appraiser;
    await page.goto(monitor.url);
    await page.getByTestId('my-dossiers').getByRole('link', { name: SYSTEM }).click();
    await act(page, 'found_incomplete', (dialog) =>
      dialog.locator('#missing').fill('- Sơ đồ kết nối chưa rõ.'),
    );
    await stepOf(page).getByText('Trả lại, đang bổ sung').waitFor();

    await open(pages.clerk);
    await pages.clerk.getByTestId('returned').waitFor();
    expect(await pages.clerk.getByTestId('returned').textContent()).toContain('Sơ đồ kết nối chưa rõ.');
    await act(pages.clerk, 'regulation_issued', paper('12/QĐ-UBND'));
    await act(pages.clerk, 'submitted');
    await stepOf(pages.clerk).getByText('Đã gửi thẩm định').waitFor();
    await pages.clerk.locator('.procedure').getByText('còn 5 ngày làm việc').waitFor();
  });

  it('tells who looks at an older state that somebody was quicker', async () => {
    const late = pages.appraiser;
    await open(late);
    await late.getByTestId('act-found_incomplete').click();
    await late.locator('#missing').fill('Thiếu số lượng người dùng.');
    const other = await pages.appraiser.context().newPage();
    await open(other);
    await act(other, 'accepted');
    await other.close();
    await late.getByTestId('act-submit').click();
    await late.getByTestId('refusal').waitFor();
    expect(await late.getByTestId('refusal').textContent()).toContain('Người khác vừa thao tác');
    expect(await late.locator('#missing').inputValue()).toBe('Thiếu số lượng người dùng.');
    await late.keyboard.press('Escape');
  });

  it('is approved by somebody else, under contents that still give their hash', async () => {
    const page = pages.approver;
    await page.goto(monitor.url);
    await page.getByTestId('my-dossiers').getByRole('link', { name: SYSTEM }).click();
    await act(page, 'approved', paper('88/QĐ-CAT'));
    await stepOf(page).getByText('Đã được phê duyệt').waitFor();
    await page.getByTestId('tab-history').click();
    const acts = page.getByTestId('act-history').locator(':scope > li');
    // The history holds the act as soon as the step does: the answer to the act carries both.
    expect(await acts.first().textContent()).toContain('số 88/QĐ-CAT');
    await acts.first().getByRole('button', { name: 'Nội dung tại thời điểm này' }).click();
    await page.getByTestId('snapshot-verdict').getByText('còn nguyên vẹn').waitFor();
    await page.keyboard.press('Escape');
  });

  it('keeps the signed paper with its hash', async () => {
    const page = pages.clerk;
    await page.goto(`${monitor.url}/dossiers/${ID}.v1?tab=documents`);
    await page.getByTestId('import-signed').click();
    const dialog = page.getByTestId('dialog-signed');
    await dialog.locator('#form').click();
    await page.locator('.ant-select-item-option').first().click();
    await dialog.locator('#number').fill('88/QĐ-CAT');
    await dialog.locator('#date').fill(TODAY);
    await dialog.locator('#date').press('Enter');
    await dialog
      .locator('input[type=file]')
      .setInputFiles({ name: 'quyet-dinh.pdf', mimeType: 'application/pdf', buffer: PDF });
    await dialog.getByTestId('signed-submit').click();
    const hash = createHash('sha256').update(PDF).digest('hex');
    await page.getByTestId('signed-list').getByText(hash.slice(0, 16)).waitFor();
  });

  it('has its gaps planned, and a control left out only while somebody else allows it', async () => {
    const page = pages.clerk;
    await page.goto(`${monitor.url}/systems/${ID}/controls?status=unverifiable`);
    const control = page.locator('.control').first();
    const id = (await control.getAttribute('data-testid'))?.replace('control-', '') ?? '';
    await control.locator('summary').click();
    await page.getByTestId(`plan-${id}`).click();
    await page.locator('#owner').fill('Cán bộ công nghệ');
    await page.locator('#dueOn').fill('31/12/2030');
    await page.locator('#dueOn').press('Enter');
    await page.getByTestId('form-submit').click();
    await control.getByText('khắc phục trước').waitFor();

    await page.getByTestId(`except-${id}`).click();
    const asking = page.getByTestId('dialog-exception');
    await asking.locator('#reason').fill('Thiết bị này không có ở đơn vị.');
    await asking.locator('#effectiveTo').fill('31/12/2030');
    // Takes the day; the request goes when it is sent.
    await asking.locator('#effectiveTo').press('Enter');
    expect(await asking.isVisible()).toBe(true);
    await asking.getByTestId('form-submit').click();
    await page.getByTestId('exceptions').waitFor();

    const approver = pages.approver;
    const decide = async (button: string, answer?: string) => {
      await approver.getByTestId(button).first().click();
      const dialog = approver.getByTestId('dialog-decide');
      if (answer) await dialog.getByText(answer, { exact: true }).click();
      await dialog.locator('#note').fill('Đã kiểm tra tại đơn vị.');
      await dialog.getByTestId('form-submit').click();
      await dialog.waitFor({ state: 'detached' });
    };
    await approver.goto(`${monitor.url}/systems/${ID}/controls`);
    await decide(`decide-${id}`, 'Chấp thuận');
    await approver.getByTestId('totals-status').getByText('Không áp dụng').click();
    await approver.getByTestId(`control-${id}`).locator('summary').click();
    await decide('decide');
    await approver.getByText('Không có yêu cầu nào khớp bộ lọc').waitFor();
  });

  it('made no browser complain', () => {
    // Being overtaken, once, is answered with 412, which a browser writes down.
    const complaints = visitors.flatMap(({ complaints: said }) => said);
    expect(complaints).toEqual([expect.stringContaining('status of 412')]);
  });
});

/** Answers every question of the section on screen that is still missing, as each kind of question is answered. */
async function fillMissing(page: Page): Promise<void> {
  const missing = page.locator('.field-missing');
  const ids = await missing.evaluateAll((fields) => fields.map(({ id }) => id));
  for (const id of ids) await answer(page, page.locator(`#${id}`));
  if (ids.length > 0) await page.locator('.save-saved').waitFor();
  await missing.first().waitFor({ state: 'detached' });
}

async function answer(page: Page, field: Locator): Promise<void> {
  const [example, file, cell, choice] = [
    field.locator('[data-testid$="-example"]'),
    field.locator('input[type=file]'),
    field.locator('textarea.cell').first(),
    field.locator('input[type=radio]').last(),
  ];
  if (await example.count()) return example.click();
  if (await file.count()) {
    await file.setInputFiles({ name: 'so-do.pdf', mimeType: 'application/pdf', buffer: PDF });
    return field.getByText('so-do.pdf').waitFor();
  }
  if (await cell.count()) {
    await cell.focus();
    return page.evaluate(pasteCells, await field.locator('thead th').count());
  }
  if (await choice.count()) return choice.check({ force: true });
  return field.locator('input, textarea').first().fill('Theo thực tế của đơn vị');
}

/** Runs in the page: what Excel puts on the clipboard. */
function pasteCells(columns: number): void {
  const data = new DataTransfer();
  const row = (down: number) =>
    Array.from({ length: columns - 1 }, (_cell, across) => `Ô ${down}.${across + 1}`);
  data.setData('text/plain', `${[1, 2].map((down) => row(down).join('\t')).join('\n')}\n`);
  document.activeElement?.dispatchEvent(
    new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
  );
}
