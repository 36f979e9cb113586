import type { Browser, Page } from 'playwright-core';
import { describeWith } from '../services/describe-with';
import { chromiumMissing, launchChromium } from './chromium';
import { type MonitorProcess, startMonitor } from './monitor-process';
import { shootEveryPage, shootSetup } from './screenshots';
import { type Watched, watchedContext } from './watched-context';

const PASSWORD = 'mot cau that dai de nho';
const ADMIN = { username: 'quan.tri', displayName: 'Nguyễn Văn Mẫu' };
const STEP_MS = 15_000;
/** Pictures of every page for people to look at, where asked for. */
const folder = process.env.KHIEN_SCREENSHOTS;

/** A call over the bus under an agreement nobody registered: one alert per agreement. */
function strangeCall(agreement: string): string {
  return JSON.stringify({
    time: new Date().toISOString(),
    request_id: `e2e-${agreement}`,
    consumer: { agency: 'vp-ubnd', system: 'mot-cua', account: 'nguyen.an', account_type: 'person' },
    provider: { agency: 'so-khcn', system: 'kho-du-lieu' },
    service: 'tra-cuu-ho-tich',
    dataset: 'ho-tich',
    purpose: 'giai-quyet-tthc',
    agreement_id: agreement,
    authentication: 'oidc',
    authorisation: 'granted',
    rows: 1,
    status: 200,
    client_ip: '10.20.4.11',
  });
}

const rowsOf = (page: Page) => page.getByTestId('alert-table').locator('tbody tr');
const idsOf = (page: Page) =>
  rowsOf(page).evaluateAll((rows) => rows.map((row) => row.getAttribute('data-testid') ?? ''));
/** 12.345 as the Vietnamese screen writes it. */
const figure = (text: string) => Number(text.replace(/\D/g, ''));

async function signIn(page: Page, url: string, username: string, password: string): Promise<void> {
  await page.goto(`${url}/login`);
  await page.locator('#username').fill(username);
  await page.locator('#password').fill(password);
  await page.locator('button[type=submit]').click();
}

/** Shows the latest alerts until the one wanted is on screen. */
async function untilShown(page: Page, text: string): Promise<void> {
  const row = rowsOf(page).filter({ hasText: text });
  await page.getByTestId('new-alerts').or(row).first().waitFor();
  if ((await row.count()) === 0) await page.keyboard.press('.');
  await row.waitFor();
}

describeWith(chromiumMissing(), 'console in a browser', () => {
  jest.setTimeout(60_000);
  let monitor: MonitorProcess;
  let browser: Browser;
  let page: Page;
  const visitors: Watched[] = [];

  async function visit(): Promise<Page> {
    const visitor = await watchedContext(browser);
    visitor.context.setDefaultTimeout(STEP_MS);
    visitors.push(visitor);
    return visitor.context.newPage();
  }

  beforeAll(async () => {
    [monitor, browser] = await Promise.all([startMonitor(), launchChromium()]);
    page = await visit();
    if (folder) await shootSetup(browser, monitor.url, folder);
  });
  afterAll(async () => {
    await browser?.close();
    await monitor?.stop();
  });

  it('is set up once, with the secret printed at the first start, and signs in', async () => {
    await page.goto(monitor.url);
    await page.waitForURL('**/setup');
    await page.locator('#secret').fill('khong-phai-ma-nay');
    await page.locator('#displayName').fill(ADMIN.displayName);
    await page.locator('#username').fill(ADMIN.username);
    await page.locator('#password').fill(PASSWORD);
    await page.locator('#again').fill(PASSWORD);
    await page.locator('button[type=submit]').click();
    await page.getByTestId('setup-error').waitFor();
    await page.locator('#secret').fill(monitor.setupSecret);
    await page.locator('button[type=submit]').click();
    await page.waitForURL('**/alerts');
    expect(await page.getByTestId('account-menu').textContent()).toContain(ADMIN.displayName);

    const late = await visit();
    await late.goto(`${monitor.url}/setup`);
    await late.waitForURL('**/login');
  });

  it.each([
    { name: 'a wrong password', username: ADMIN.username },
    { name: 'a name nobody has', username: 'khong.co.ai' },
  ])('refuses $name with the same words', async ({ username }) => {
    const stranger = await visit();
    await signIn(stranger, monitor.url, username, 'sai-mat-khau-nay-roi');
    const refusal = stranger.getByTestId('login-error');
    await refusal.waitFor();
    expect(await refusal.textContent()).toBe('Tên đăng nhập hoặc mật khẩu không đúng.');
    await stranger.context().close();
  });

  it('lets what is new wait in a bar instead of moving the rows', async () => {
    await monitor.send('lgsp-gateway', [strangeCall('TT-E2E-001')]);
    await untilShown(page, 'TT-E2E-001');
    await page.locator('.live-open').waitFor();
    const before = await idsOf(page);
    await monitor.send('lgsp-gateway', [strangeCall('TT-E2E-002')]);
    await page.getByTestId('new-alerts').waitFor();
    expect(await idsOf(page)).toEqual(before);
    await untilShown(page, 'TT-E2E-002');
  });

  it('is worked through with the keyboard', async () => {
    const current = page.locator('tr[aria-current=true]');
    const at = async (index: number) => {
      const wanted = (await idsOf(page))[index] ?? '';
      await page.locator(`tr[aria-current=true][data-testid="${wanted}"]`).waitFor();
    };
    await page.goto(`${monitor.url}/alerts?q=TT-E2E`);
    await rowsOf(page).filter({ hasText: 'TT-E2E-002' }).waitFor();
    await page.keyboard.press('j');
    await at(0);
    await page.keyboard.press('j');
    await at(1);
    await page.keyboard.press('k');
    await at(0);
    await page.keyboard.press('a');
    await current.locator('.status-acknowledged').waitFor();
    expect(await current.textContent()).toContain(ADMIN.username);
    await page.keyboard.press('Enter');
    await page.getByTestId('alert-title').waitFor();
    await page.keyboard.press('c');
    await page.getByTestId('dialog-close').waitFor();
    await page.keyboard.press('2');
    await page.keyboard.type('Bên khai thác vừa đổi mã thỏa thuận, đã gọi xác nhận.');
    await page.keyboard.press('Control+Enter');
    await page.getByTestId('dialog-close').waitFor({ state: 'detached' });
    await page.getByTestId('act-reopen').waitFor();
  });

  it('shows what an alert rests on and what people did with it', async () => {
    const evidence = page.getByTestId('evidence');
    await evidence.first().waitFor();
    expect(await page.getByTestId('alert-title').textContent()).toBe(
      'Khai thác dữ liệu theo thỏa thuận không có trong danh mục',
    );
    expect(await page.getByTestId('triage').textContent()).toContain('LGSP');
    expect(await evidence.first().textContent()).toContain('không có trong danh mục');
    await page.getByTestId('timeline-step').nth(1).waitFor();
    const steps = await page.getByTestId('timeline-step').allTextContents();
    expect(steps[0]).toContain('Đóng cảnh báo · Đúng nhưng hợp lệ');
    expect(steps[0]).toContain('đã gọi xác nhận');
    expect(steps[1]).toContain('Tiếp nhận cảnh báo');
  });

  it('accounts for every record of every source', async () => {
    await page.getByRole('link', { name: 'Nguồn nhật ký', exact: true }).click();
    const rows = page.getByTestId('source-table').locator('tbody tr');
    await rows.first().waitFor();
    expect(await rows.count()).toBe(10);
    for (const row of await rows.all()) {
      expect(await row.locator('.verdict').last().textContent()).toBe('Khớp');
      const [, arrived, ...parts] = (await row.locator('td.number').allTextContents()).map(figure);
      expect(parts.slice(0, 5).reduce((sum, part) => sum + part, 0)).toBe(arrived);
    }
  });

  it('opens an unreadable record only for a reason, which the auditor reads', async () => {
    await monitor.send('lgsp-gateway', ['dòng này không phải JSON']);
    const why = 'Kiểm tra vì sao cổng gửi sai dạng';
    await page.goto(`${monitor.url}/sources/lgsp-gateway`);
    const rests = /[1-9]\d* quy tắc phát hiện lấy dữ liệu từ nguồn này/;
    await page.getByTestId('rests').filter({ hasText: rests }).waitFor();
    const letter = page.getByTestId('letter-table').locator('tbody tr').first();
    await letter.waitFor();
    expect(await letter.textContent()).toContain('Bản ghi không theo dạng mà nguồn này phải gửi');
    await letter.getByRole('button', { name: 'Mở…' }).click();
    await page.getByTestId('reason-submit').click();
    await page.getByText('Viết lý do, ít nhất 5 ký tự.').waitFor();
    await page.locator('#reason').fill(why);
    await page.getByTestId('reason-submit').click();
    await page.locator('.raw-record').waitFor();
    await page.keyboard.press('Escape');
    await page.goto(`${monitor.url}/activity?action=dead_letter_read`);
    const record = page.getByTestId('activity-table').locator('tbody tr').first();
    await record.waitFor();
    expect(await record.textContent()).toContain(why);
    expect(await record.textContent()).toContain(ADMIN.username);
  });

  it('speaks Vietnamese first and English on demand, and remembers', async () => {
    const lang = () => page.locator('html').getAttribute('lang');
    expect(await lang()).toBe('vi');
    await page.getByTestId('language-en').click();
    await page.getByRole('heading', { name: 'Activity log' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Activity log' }).waitFor();
    expect(await lang()).toBe('en');
    await page.getByTestId('language-vi').click();
    await page.getByRole('heading', { name: 'Nhật ký hoạt động' }).waitFor();
  });

  it('shows an analyst the alerts of her own agency and nobody else’s', async () => {
    const agency = ['--agencies', 'so-y-te', '--role', 'analyst'];
    await monitor.command(
      ['user', 'add', '--username', 'y.te', '--name', 'Trần Thị Thử', ...agency],
      `${PASSWORD}\n`,
    );
    const everything = await page.request.get(`${monitor.url}/api/v1/alerts?limit=200`);
    const { items } = (await everything.json()) as { items: { id: string; agencyId?: string }[] };
    const own = items.filter(({ agencyId }) => agencyId === 'so-y-te').map(({ id }) => `alert-${id}`);
    const foreign = items.find(({ agencyId }) => agencyId !== 'so-y-te');
    expect(own.length).toBeGreaterThan(0);

    const analyst = await visit();
    await signIn(analyst, monitor.url, 'y.te', PASSWORD);
    await rowsOf(analyst).first().waitFor();
    expect((await idsOf(analyst)).sort()).toEqual(own.sort());
    await analyst.goto(`${monitor.url}/alerts/${foreign?.id}`);
    await analyst.getByText('Không có, hoặc ngoài phạm vi của bạn.').waitFor();
    expect(await analyst.getByTestId('alert-title').count()).toBe(0);
    const refused = await analyst.request.get(`${monitor.url}/api/v1/alerts/${foreign?.id}`);
    expect(refused.status()).toBe(404);
  });

  it('caused no error, broke no content policy and called no other machine', () => {
    expect(visitors.flatMap(({ complaints }) => complaints)).toEqual([]);
  });

  if (folder)
    it('shows itself', async () => {
      await shootEveryPage(browser, {
        url: monitor.url,
        folder,
        username: ADMIN.username,
        password: PASSWORD,
      });
    }, 300_000);
});
