import type { Locator, Page } from 'playwright-core';

/** Opens a select and takes the option with this text. */
export async function choose(page: Page, select: Locator, option: string): Promise<void> {
  await select.click();
  const options = page.locator(`.ant-select-dropdown [title="${option}"]`);
  // Lists of selects that were open before stay in the page, away from what can be seen.
  for (let tries = 0; tries < 50; tries++) {
    for (const one of await options.all()) {
      const box = await one.boundingBox().catch(() => null);
      if (box === null || box.width === 0 || box.x < 0 || box.y < 0 || !(await one.isVisible())) continue;
      return await one.click();
    }
    if (tries === 5) await page.keyboard.insertText(option);
    await page.waitForTimeout(100);
  }
  throw new Error(`There is no option ${option} to choose.`);
}

/** The panel at the right of a designer. */
export function properties(page: Page): Locator {
  return page.getByRole('complementary', { name: '属性' });
}

export function palette(page: Page): Locator {
  return page.getByRole('complementary', { name: '组件' });
}

/** Makes a definition of the application from its design page; answers when its designer is open. */
export async function create(page: Page, app: string, kind: '规则' | '流程' | '报表' | '仪表盘' | '角色', name: string, more?: (dialog: Locator) => Promise<void>): Promise<void> {
  await page.goto(`/apps/${app}/design`);
  await page.getByRole('button', { name: `新建${kind}` }).click();
  const dialog = page.getByRole('dialog', { name: `新建${kind}` });
  await dialog.getByLabel(`${kind}名称`).fill(name);
  await more?.(dialog);
  await dialog.getByRole('button', { name: /^创\s*建$/ }).click();
  await page.waitForURL(/\/design\/[a-z]+\//);
  await page.getByRole('banner').getByText(name).waitFor();
}

/** Adds one condition, field is value, in the condition builder inside `place`. */
export async function addCondition(page: Page, place: Locator, field: string, value: string): Promise<void> {
  await place.getByRole('button', { name: '添加条件' }).first().click();
  await choose(page, place.getByRole('combobox', { name: '字段', exact: true }).last(), field);
  await choose(page, place.getByRole('combobox', { name: `${field}: 值` }).last(), value);
}

export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('邮箱').fill(email);
  await page.getByLabel('密码').fill(password);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => !url.pathname.includes('sign-in'));
}
