import type { APIRequestContext, Browser } from 'playwright-core';
import { openVisitor, type Visitor } from './browser.ts';

export const password = '七巧板 很好用 2026';
export const ownerEmail = 'zhang@example.com';

/** A browser whose person owns a workspace that was just made; the journey sets one up by hand. */
export async function openOwner(browser: Browser, url: string): Promise<Visitor> {
  const owner = await openVisitor(browser, url);
  await setUpOwner(owner.context.request);
  return owner;
}

/** Makes the owner; before that the product shows its first screen. */
export async function setUpOwner(request: APIRequestContext): Promise<void> {
  const owner = { name: '张总', email: ownerEmail, password, zone: 'Asia/Shanghai' };
  await ask(request, 'POST', '/api/setup', owner);
}

/** Saves a definition of an application and publishes it. */
export async function publishDefinition(
  request: APIRequestContext,
  app: string,
  kind: 'form' | 'rule',
  key: string,
  definition: object,
): Promise<void> {
  const address = `/api/apps/${app}/definitions/${kind}/${key}`;
  await ask(request, 'PUT', address, { definition });
  await ask(request, 'POST', `${address}:publish`, {});
}

/** One request; throws with what the server said when it refuses. */
export async function ask<Answer = unknown>(
  request: APIRequestContext,
  method: string,
  url: string,
  data?: object,
): Promise<Answer> {
  const answer = await request.fetch(url, { method, ...(data === undefined ? {} : { data }) });
  const text = await answer.text();
  if (!answer.ok()) throw new Error(`${method} ${url}: ${answer.status()} ${text}`);
  // What a route answers is its own contract, tested elsewhere.
  return (text === '' ? {} : JSON.parse(text)) as Answer;
}
