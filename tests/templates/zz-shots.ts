import { openBrowser } from '../browser/support/browser.ts';
const base = 'http://127.0.0.1:5911';
const lang = process.argv[2] ?? 'zh';
const pages = process.argv.slice(3);
const browser = await openBrowser();
const context = await browser.newContext({
  baseURL: base,
  viewport: { width: 1440, height: 900 },
  locale: lang === 'en' ? 'en-US' : 'zh-CN',
  colorScheme: process.env['DARK'] ? 'dark' : 'light',
  reducedMotion: 'reduce',
});
const signIn = await context.request.post(`${base}/api/session`, {
  data: { email: 'owner@example.com', password: 'correct horse battery' },
  headers: { origin: base },
});
console.log('sign in', signIn.status());
const api = context.request;
const apps = await (await api.get(`${base}/api/apps`)).json();
if (!apps.rows.some((app: { key: string }) => app.key === 'crm')) {
  const installed = await api.post(`${base}/api/templates/crm:install`, {
    data: { sampleData: true },
    headers: { origin: base },
  });
  console.log('install', installed.status(), JSON.stringify(await installed.json()).slice(0, 300));
  const ids = [];
  for (const name of ['王芳', '李雷', '陈佳怡']) {
    const made = await (
      await api.post(`${base}/api/people`, {
        data: { name, email: `${encodeURIComponent(name).replaceAll('%', '').toLowerCase()}@example.com` },
        headers: { origin: base },
      })
    ).json();
    ids.push(made.id);
  }
  const groups = await (await api.get(`${base}/api/groups`)).json();
  const group = groups.rows.find((one: { key: string }) => one.key === 'sales_a');
  console.log(
    'group',
    (await api.patch(`${base}/api/groups/${group.id}`, { data: { members: ids }, headers: { origin: base } })).status(),
  );
  const lead = await api.post(`${base}/api/apps/crm/records/lead`, {
    data: {
      values: {
        name: '北斗智造',
        source: '官网',
        trial_requested: true,
        industry: 'manufacturing',
        seniority: 'director',
        region: 'east_china',
      },
    },
    headers: { origin: base },
  });
  console.log('lead', lead.status());
}
const page = await context.newPage();
page.setDefaultTimeout(20000);
page.on('console', (m) => {
  if (m.type() === 'error') console.log('CONSOLE', m.text().slice(0, 400));
});
page.on('pageerror', (e) => console.log('PAGEERROR', e.stack?.slice(0, 600)));
let n = 0;
for (const step of pages) {
  const [verb, ...rest] = step.split('=');
  const value = rest.join('=');
  try {
    if (verb === 'go') await page.goto(value, { waitUntil: 'networkidle' });
    else if (verb === 'click') await page.locator(value).first().click();
    else if (verb === 'wait') await page.waitForTimeout(Number(value));
    else if (verb === 'key') await page.keyboard.press(value);
    else if (verb === 'shot') {
      await page.waitForTimeout(500);
      await page.screenshot({ path: `/tmp/rules-web/${value}.png` });
    } else if (verb === 'drag') {
      const [from, to] = value.split('>>');
      const a = await page
        .locator(from as string)
        .first()
        .boundingBox();
      const b = await page
        .locator(to as string)
        .first()
        .boundingBox();
      if (a && b) {
        await page.mouse.move(a.x + a.width / 2, a.y + a.height / 2);
        await page.mouse.down();
        await page.mouse.move(a.x + 20, a.y + 20, { steps: 5 });
        await page.mouse.move(b.x + b.width / 2, b.y + b.height / 2, { steps: 12 });
        await page.mouse.up();
      }
    } else if (verb === 'text') console.log((await page.locator(value).allInnerTexts()).join('\n---\n').slice(0, 1500));
  } catch (error) {
    console.log('FAILED', step, String(error).slice(0, 500));
    await page.screenshot({ path: `/tmp/rules-web/failed-${++n}.png` });
  }
}
await browser.close();
