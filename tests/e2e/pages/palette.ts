// The command palette, by keyboard.
import type { Locator, Page } from '@playwright/test';
import { expect } from '../support/test.ts';

export class Palette {
    readonly page: Page;
    readonly box: Locator;
    readonly input: Locator;
    readonly options: Locator;

    constructor(page: Page) {
        this.page = page;
        this.box = page.getByRole('dialog', { name: /^(Command palette|命令面板)$/ });
        this.input = this.box.getByRole('combobox');
        this.options = this.box.getByRole('option');
    }

    async open(): Promise<void> {
        await this.page.keyboard.press('ControlOrMeta+k');
        await expect(this.input).toBeFocused();
    }

    /** Types a query and waits until this is the best answer. */
    async find(query: string, best: string | RegExp): Promise<void> {
        await this.input.fill(query);
        await expect(this.options.first()).toContainText(best);
    }

    /** Takes the marked entry. */
    async take(): Promise<void> {
        await this.page.keyboard.press('Enter');
        await expect(this.box).toHaveCount(0);
    }
}
