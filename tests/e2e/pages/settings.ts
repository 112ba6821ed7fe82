// The settings page.
import type { Locator, Page } from '@playwright/test';
import { expect } from '../support/test.ts';

export class SettingsPage {
    readonly page: Page;
    readonly kept: Locator;

    constructor(page: Page) {
        this.page = page;
        this.kept = page.getByRole('table', { name: 'What this browser keeps' });
    }

    async open(): Promise<void> {
        await this.page.goto('./#/settings');
        await expect(this.page.getByRole('heading', { level: 1, name: /^(Settings|设置)$/ })).toBeVisible();
    }

    /** Chooses one of a group, as one presses it: the words, not the hidden button. */
    async choose(group: string, choice: string): Promise<void> {
        await this.page.getByRole('group', { name: group }).getByText(choice, { exact: true }).click();
    }

    choice(group: string, choice: string): Locator {
        return this.page.getByRole('group', { name: group }).getByRole('radio', { name: choice, exact: true });
    }
}
