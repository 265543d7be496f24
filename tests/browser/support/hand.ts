import type { Locator, Page } from 'playwright-core';

/** Opens a select and takes the option with this text: typed and clicked where it can be searched, else by the arrow keys. */
export async function choose(page: Page, select: Locator, option: string): Promise<void> {
  await select.click();
  const list = page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)').last();
  if ((await select.getAttribute('readonly')) === null) {
    await page.keyboard.insertText(option);
    return await list.locator('.ant-select-item-option').filter({ hasText: option }).first().click();
  }
  const active = list.locator('.ant-select-item-option-active').last();
  await active.waitFor();
  for (let presses = 0; presses < 40; presses++) {
    const text = (await active.innerText()).trim();
    if (text === option) return await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
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
export async function create(
  page: Page,
  app: string,
  kind: '规则' | '流程' | '报表' | '仪表盘' | '角色',
  name: string,
  more?: (dialog: Locator) => Promise<void>,
): Promise<void> {
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

/** Adds a step at the plus that stands furthest left in the drawn flow: the way on from a step's first outcome. */
export async function addAtLeftmostPlus(page: Page, step: string): Promise<void> {
  // After a step is added the drawing moves into place.
  await page.waitForTimeout(300);
  const pluses = await page.getByRole('button', { name: '添加节点' }).all();
  const boxes = await Promise.all(
    pluses.map(async (plus) => ({ plus, x: (await plus.boundingBox())?.x ?? Number.POSITIVE_INFINITY })),
  );
  const [first] = boxes.sort((a, b) => a.x - b.x);
  await first?.plus.click();
  await page.locator('.ant-popover').getByRole('button', { name: step }).click();
}
