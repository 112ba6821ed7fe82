// The dialog before every action, by roles and names.
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect } from '../support/test.ts';

export class PlanDialog {
    readonly page: Page;
    readonly dialog: Locator;

    constructor(page: Page, name: string | RegExp) {
        this.page = page;
        this.dialog = page.getByRole('dialog', { name });
    }

    /** Presses the last button and sees the dialog go. */
    async confirm(name: string | RegExp): Promise<void> {
        await this.dialog.getByRole('button', { name, exact: true }).click();
        await expect(this.dialog).toHaveCount(0);
    }

    /** The commands that it copies. */
    async commands(): Promise<string> {
        await this.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
        await this.dialog.getByRole('button', { name: 'Copy as kubectl' }).click();
        await expect(this.page.getByText('Copied to the clipboard')).toBeVisible();
        return this.page.evaluate(() => navigator.clipboard.readText());
    }

    /** No rule of axe is broken. */
    async isAccessible(): Promise<void> {
        const { violations } = await new AxeBuilder({ page: this.page }).analyze();
        expect(violations.map(({ id, nodes }) => ({ id, at: nodes.map((node) => node.html) }))).toEqual([]);
    }
}

/** What is said of operations that are under way or did not end well. */
export function operations(page: Page): Locator {
    return page.getByRole('region', { name: 'Operations' });
}
