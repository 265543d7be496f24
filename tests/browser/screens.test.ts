import { appendFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { desk, openBrowser, phone, picture, type Visitor } from './support/browser.ts';
import { type Product, root, startProduct } from './support/product.ts';
import { bringAxe, flawsOf, ownTexts, smallTargetsOf } from './support/screen-flaws.ts';
import { openScreens, type Say, type Screen, screens } from './support/screens.ts';
import { fillWorkspace, type ScreensWorkspace, screensMember, screensOwner } from './support/screens-workspace.ts';
import { Visitors } from './support/visitors.ts';
import { ask, password, setUpOwner } from './support/workspace.ts';

/**
 * A walk through every screen: on a desk and a phone, in both languages, light and dark. Each must keep its console quiet,
 * not scroll sideways, speak one language, and have no serious barrier by WCAG 2.2 AA; its picture is kept to be looked at.
 * Two walks meet every size, language and light; `SCREENS=all npm test -- tests/browser/screens.test.ts` walks all eight,
 * `SCREENS=phone-zh` those whose name begins so.
 */
interface Walk {
  readonly device: 'desk' | 'phone';
  readonly language: 'zh' | 'en';
  readonly light: 'light' | 'dark';
}

const asked = process.env['SCREENS'] ?? '';

const walks: readonly Walk[] = (['desk', 'phone'] as const)
  .flatMap((device) => (['zh', 'en'] as const).map((language) => ({ device, language })))
  .flatMap((walk) => (['light', 'dark'] as const).map((light) => ({ ...walk, light })))
  .filter((walk) => {
    const name = nameOf(walk);
    if (asked !== '') return asked === 'all' || name.startsWith(asked);
    return name === 'desk-zh-light' || name === 'phone-en-dark';
  });

const own = [
  ...ownTexts(),
  '张总',
  '王一',
  '李二',
  '南京样例有限公司',
  '无锡样例有限公司',
  '没有的来源',
  '官网 · 没有的来源',
  '苏州同舟精密有限公司',
  '沈若云',
  // Whose address for events it is, as it was named in the other language.
  '商城',
  'Revoke the address of 商城?',
  // The text of a step of the template's flow.
  '{contact_name} {mobile}',
  'name',
  'source',
  'mobile',
  // A cell of a decision table: a value as it is stored.
  'Website\n"官网"',
  // Names that the workspace's owner gave: an event, a connection that is missing, who may tell of events.
  'pricing-visit',
  'website_visit',
  'crm_data',
  'Website',
];
/** Only some screens are looked at by their name: `SCREEN=grid`. */
const only = process.env['SCREEN'] ?? '';

/** Kept beside the pictures, as they are found: a walk takes minutes. */
const flawsFile = path.join(root, 'test-output', 'screens.txt');

let product: Product;
let browser: Browser;
let visitors: Visitors;
let at: ScreensWorkspace;
type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;
const sessions = new Map<string, Cookies>();

beforeAll(async () => {
  await rm(flawsFile, { force: true });
  product = await startProduct();
  browser = await openBrowser();
  visitors = new Visitors(browser, product.url);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

test('the first visit, and the home of a workspace that is still empty', async () => {
  const flaws: string[] = [];
  for (const walk of walks) {
    const visitor = await open(walk);
    flaws.push(...(await look(visitor, walk, { name: 'setup', path: '/setup' })));
    await visitor.context.close();
  }
  const owner = await visitors.open();
  await setUpOwner(owner.context.request);
  for (const walk of walks) {
    const visitor = await open(walk, screensOwner);
    flaws.push(...(await look(visitor, walk, { name: 'home-first', path: '/' })));
    await visitor.context.close();
  }
  at = await fillWorkspace(owner.context);
  await owner.context.close();
  expect(flaws).toEqual([]);
});

test.each(walks)(
  'every screen on a $device in $language, $light',
  async (walk) => {
    const flaws: string[] = [];
    const visitor = await open(walk);
    for (const screen of openScreens(at)) flaws.push(...(await look(visitor, walk, screen)));
    await visitor.context.close();
    const member = await open(walk, screensMember);
    flaws.push(...(await look(member, walk, { name: 'home-without-role', path: '/' })));
    await member.context.close();
    const owner = await open(walk, screensOwner);
    for (const screen of screens(at)) flaws.push(...(await look(owner, walk, screen)));
    await owner.context.close();
    expect(flaws).toEqual([]);
  },
  900_000,
);

async function open({ device, language, light }: Walk, email?: string): Promise<Visitor> {
  const visitor = await visitors.open({ size: device === 'desk' ? desk : phone, language, dark: light === 'dark' });
  await bringAxe(visitor.context);
  if (email !== undefined) await visitor.context.addCookies(await sessionOf(email));
  return visitor;
}

/** Signs in once for all walks: attempts at signing in are counted. */
async function sessionOf(email: string): Promise<Cookies> {
  const known = sessions.get(email);
  if (known !== undefined) return known;
  const context = await browser.newContext({ baseURL: product.url });
  await ask(context.request, 'POST', '/api/session', { email, password });
  const cookies = await context.cookies();
  await context.close();
  sessions.set(email, cookies);
  return cookies;
}

/** Goes there, does what there is to do, keeps the picture, and says what is wrong. */
async function look({ page }: Visitor, walk: Walk, screen: Screen): Promise<string[]> {
  const { device, language } = walk;
  if (!screen.name.startsWith(only)) return [];
  const say: Say = (zh, en) => (language === 'zh' ? zh : en);
  const flaws: string[] = [];
  try {
    await page.goto(screen.path);
    await settled(page);
    if (screen.act !== undefined && !(screen.deskOnly === true && device === 'phone')) {
      await screen.act(page, say);
      await settled(page);
    }
    await picture(page, `screens/${nameOf(walk)}/${screen.name}`, 150);
    flaws.push(...(await flawsOf(page, language, own)));
    if (device === 'phone') flaws.push(...(await smallTargetsOf(page)));
  } catch (error) {
    await picture(page, `screens/${nameOf(walk)}/${screen.name}-failed`, 0);
    flaws.push(`cannot be walked: ${String(error).split('\n').slice(0, 3).join(' ')}`);
  }
  const said = visitors.takeErrors().filter((line) => !isAnswerOfTheScreen(line, screen));
  flaws.push(...said.map((line) => `console: ${line}`));
  const sentences = flaws.map((flaw) => `${nameOf(walk)} ${screen.name}: ${flaw}`);
  await appendFile(flawsFile, sentences.map((sentence) => `${sentence}\n`).join(''));
  return sentences;
}

function nameOf({ device, language, light }: Walk): string {
  return `${device}-${language}-${light}`;
}

/** The page is drawn when nothing on it says that it is still coming. */
async function settled(page: Page): Promise<void> {
  await page.locator('#root > *, body > div > *').first().waitFor();
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"], .ant-skeleton-active') === null);
}

/** A refused request, which some screens are about, is an error to the browser's console as well. */
function isAnswerOfTheScreen(line: string, screen: Screen): boolean {
  const refusals: Record<string, string> = {
    'sign-in-refused': '401',
    'public-form-unknown': '404',
    'record-gone': '404',
    'app-unknown': '404',
  };
  const status = refusals[screen.name];
  return status !== undefined && line.includes(`status of ${status}`);
}
