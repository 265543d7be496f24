import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { AxeResults } from 'axe-core';
import type { BrowserContext, Page } from 'playwright-core';
import { root } from './product.ts';

const axeSource = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Words that are the same in every language: names, formats, keys of a keyboard, and each language's own name. */
const sameEverywhere =
  /Tangram|CRM|VIP|React Flow|Excel|CSV|xlsx|UTF-8|GBK|GB18030|Ctrl|Shift|Esc|Enter|FEEL|English|中文|简体/g;

/** What the libraries say to screen readers in English and let nobody translate: selects, numbers, React Flow's mark. */
const untranslatable = new Set(['Clear', 'Increase Value', 'Decrease Value', 'React Flow attribution']);

/** Must be called before the first page is opened. */
export async function bringAxe(context: BrowserContext): Promise<void> {
  await context.addInitScript({ path: axeSource });
}

/** Everything that is wrong with the screen as it stands, each as a sentence; empty when nothing is. */
export async function flawsOf(page: Page, language: 'zh' | 'en', own: readonly string[]): Promise<string[]> {
  return [
    ...(await overflowOf(page)),
    ...untranslated(await page.evaluate(wordsOnPage), language, own),
    ...(await barriersOf(page)),
  ];
}

/** A page that scrolls sideways, or whose content does. */
async function overflowOf(page: Page): Promise<string[]> {
  return await page.evaluate(() =>
    [document.documentElement, document.querySelector('#content')]
      .filter((element) => element !== null && element.scrollWidth > element.clientWidth + 1)
      .map((element) => `scrolls sideways: ${element?.scrollWidth} of ${element?.clientWidth} px`),
  );
}

/** Smallest side of what a thumb presses, in px; WCAG 2.2 asks for 24 (AA) and 44 (AAA). */
const thumb = 40;

/** On a phone: what is pressed by itself and answers in less room than a thumb takes. Links within a sentence may. */
export async function smallTargetsOf(page: Page): Promise<string[]> {
  return await page.evaluate((least) => {
    const pressed = 'button, [role=button], [role=tab], [role=menuitem], [role=combobox], input, textarea, a[href]';
    const frames =
      '.ant-select, .ant-input-affix-wrapper, .ant-picker, .ant-input-number, .ant-tabs-tab, label, li[role=menuitem]';
    const ignored = '[type=hidden], [type=file], [type=checkbox], [type=radio], [aria-hidden=true], [disabled]';
    const small: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>(pressed)) {
      if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || element.matches(ignored))
        continue;
      if (element.tagName === 'A' && getComputedStyle(element).display === 'inline') continue;
      // A field answers wherever its frame is.
      const frame = element.closest<HTMLElement>(frames) ?? element;
      const { width, height } = frame.getBoundingClientRect();
      // What covers the card it stands in.
      if (Number.parseFloat(getComputedStyle(element, '::after').height) >= least) continue;
      if (width === 0 || height === 0 || (width >= least && height >= least)) continue;
      frame.scrollIntoView({ block: 'center', inline: 'center' });
      const { left, top } = frame.getBoundingClientRect();
      const [x, y, reach] = [left + width / 2, top + height / 2, least / 2 - 1];
      const answers = (dx: number, dy: number) => {
        const hit = document.elementFromPoint(x + dx, y + dy);
        return hit === null || frame.contains(hit);
      };
      const isWide = width >= least || (answers(-reach, 0) && answers(reach, 0));
      const isHigh = height >= least || (answers(0, -reach) && answers(0, reach));
      if (isWide && isHigh) continue;
      const name = element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '';
      small.push(
        `small for a thumb: "${name.slice(0, 40)}" ${element.tagName} ${Math.round(width)} x ${Math.round(height)}`,
      );
    }
    return [...new Set(small)];
  }, thumb);
}

/** Serious and critical violations of WCAG 2.2 AA, with the element they are about. */
async function barriersOf(page: Page): Promise<string[]> {
  const { violations } = await page.evaluate(async (values): Promise<AxeResults> => {
    const { axe } = window as unknown as { axe: { run(options: object): Promise<AxeResults> } };
    return await axe.run({
      runOnly: { type: 'tag', values },
      resultTypes: ['violations'],
      rules: { 'target-size': { enabled: true } },
    });
  }, levels);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes
        .slice(0, 4)
        .map((node) => `${id}: ${node.target.join(' ')} ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`),
    );
}

/**
 * In English no Chinese character, in Chinese no text of Latin words alone, unless people wrote it: `own` are the texts
 * of the workspace's data.
 */
function untranslated(words: readonly string[], language: 'zh' | 'en', own: readonly string[]): string[] {
  const texts = new Set(own);
  const names = [...texts].filter((text) => /\p{Script=Han}{2}/u.test(text)).sort((a, b) => b.length - a.length);
  const wrong = words.filter((word) => {
    if (untranslatable.has(word) || texts.has(word) || names.some((name) => name.includes(word))) return false;
    const said = names.reduce((text, name) => text.replaceAll(name, ''), word).replaceAll(sameEverywhere, '');
    if (language === 'en') return /\p{Script=Han}/u.test(said);
    return !/\p{Script=Han}/u.test(said) && /[A-Za-z]{3}/.test(said) && !/[@/]/.test(said);
  });
  return [...new Set(wrong)].map((word) => `not in ${language}: ${word.slice(0, 120)}`);
}

/** Runs in the page: every text that is seen or read aloud. */
function wordsOnPage(): string[] {
  const words: string[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const text = node.textContent?.trim() ?? '';
    const tag = node.parentElement?.tagName ?? '';
    if (text !== '' && !['SCRIPT', 'STYLE', 'NOSCRIPT'].includes(tag) && node.parentElement?.checkVisibility()) {
      words.push(text);
    }
  }
  for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')) {
    if (!element.checkVisibility()) continue;
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
      const text = element.getAttribute(name)?.trim() ?? '';
      // The icon set names each icon for machines; they are hidden from readers by their button's own name.
      if (text !== '' && !element.classList.contains('anticon')) words.push(text);
    }
  }
  return words;
}

/** What people wrote: the cells of the sample data that are free text, by the forms' own word for it. */
export function ownTexts(): string[] {
  const folder = path.join(root, 'templates/crm');
  return readdirSync(path.join(folder, 'data')).flatMap((file) => {
    const form = JSON.parse(readFileSync(path.join(folder, 'forms', file.replace('.csv', '.json')), 'utf8')) as {
      properties: Record<string, { field: { type: string } }>;
    };
    const [head = '', ...lines] = readFileSync(path.join(folder, 'data', file), 'utf8').split(/\r?\n/);
    const columns = head.split(',');
    // The sample data hold no quoted commas: a cell is what stands between two.
    return lines.flatMap((line) =>
      line.split(',').filter((cell, at) => {
        const type = form.properties[columns[at] ?? '']?.field.type;
        return /\p{Script=Han}|[A-Za-z]{3}/u.test(cell) && type !== 'select' && type !== 'multi-select';
      }),
    );
  });
}
