import type { Locator, Page } from 'playwright-core';
import { eventually } from '../support/eventually';

/** The row of a list or tree that shows this. */
export function rowOf(page: Page, text: string | RegExp): Locator {
  return page.locator('.monaco-list-row').filter({ hasText: text }).first();
}

/** An item of the context menu that is open. */
export async function menuItem(page: Page, title: string): Promise<Locator> {
  const items = page.locator('.context-view .action-item');
  await items.first().waitFor();
  return items.filter({ hasText: new RegExp(`^\\s*${title}`) }).first();
}

/** Whether an item of the open menu can be clicked. */
export async function isEnabled(item: Locator): Promise<boolean> {
  return !((await item.getAttribute('class')) ?? '').split(' ').includes('disabled');
}

/**
 * The context menu of a row with this item ready to be clicked. Right after a window opens VS Code does not know yet that the workspace is trusted, and a
 * menu that is open does not change.
 */
export async function openMenu(page: Page, row: string | RegExp, title: string): Promise<void> {
  await eventually(async () => {
    await rowOf(page, row).click({ button: 'right' });
    const item = await menuItem(page, title);
    if ((await item.count()) > 0 && (await isEnabled(item))) return true;
    await page.keyboard.press('Escape');
    return undefined;
  });
}
