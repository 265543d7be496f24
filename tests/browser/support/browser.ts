import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type Browser, type BrowserContext, type Locator, type Page, chromium } from 'playwright-core';
import { root } from './product.ts';

const candidates = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** Starts the Chromium of this machine; without the network flags it looks for its maker at every start. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = candidates.find((file) => file !== undefined && existsSync(file));
  if (executablePath === undefined) throw new Error('No Chromium on this machine: npm test installs or asks for one.');
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];
  return await chromium.launch({ executablePath, headless: true, args: [...args, ...quiet] });
}

export const desk = { width: 1440, height: 900 } as const;
export const phone = { width: 390, height: 844 } as const;

export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the consoles of all pages of this browser said that no user should cause. */
  readonly errors: string[];
}

export interface VisitorOptions {
  readonly size?: { readonly width: number; readonly height: number };
  readonly language?: 'zh' | 'en';
  readonly dark?: boolean;
}

/** A person in front of a browser of their own. */
export async function openVisitor(browser: Browser, url: string, options: VisitorOptions = {}): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: options.size ?? desk,
    locale: options.language === 'en' ? 'en-US' : 'zh-CN',
    colorScheme: options.dark ? 'dark' : 'light',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(15_000);
  const errors: string[] = [];
  // Of the context, not of one page: a link may open another.
  context.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (event) => errors.push(event.error().stack ?? event.error().message));
  const page = await context.newPage();
  return { page, context, errors };
}

const pictures = path.join(root, 'test-output', 'pictures');

/** Keeps a picture of the page as test output. */
export async function picture(page: Page, name: string, settleMs = 400): Promise<void> {
  const file = path.join(pictures, `${name}.png`);
  await mkdir(path.dirname(file), { recursive: true });
  // Live updates keep a connection open, so the network is never idle; drawing settles within this.
  await page.waitForTimeout(settleMs);
  await page.screenshot({ path: file });
}

/** Drags with the mouse as a hand does: down, a few steps on the way, up. */
export async function drag(page: Page, from: Locator, to: Locator, at?: { x: number; y: number }): Promise<void> {
  const start = await centre(from);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(start.x + 8, start.y + 8, { steps: 4 });
  const target = at === undefined ? await centre(to) : await corner(to, at);
  await page.mouse.move(target.x, target.y, { steps: 12 });
  await page.mouse.move(target.x, target.y + 1);
  await page.mouse.up();
}

async function centre(locator: Locator): Promise<{ x: number; y: number }> {
  const box = await boxOf(locator);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function corner(locator: Locator, at: { x: number; y: number }): Promise<{ x: number; y: number }> {
  const box = await boxOf(locator);
  return { x: box.x + at.x, y: box.y + at.y };
}

async function boxOf(locator: Locator) {
  await locator.scrollIntoViewIfNeeded();
  const box = await locator.boundingBox();
  if (box === null) throw new Error(`Nothing to point at: ${locator.toString()}`);
  return box;
}
