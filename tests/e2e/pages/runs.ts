// What is being done to many objects, in the dock under every page, by roles and names.
import type { Locator, Page } from '@playwright/test';
import { ListPage } from './list.ts';
import { expect } from '../support/test.ts';

/** Two hundred objects take their time, and the machine may be slow. */
const LONG = 240_000;

export class RunDock {
    readonly page: Page;
    readonly dock: Locator;

    constructor(page: Page, name: string | RegExp) {
        this.page = page;
        this.dock = page.getByRole('region', { name: 'Operations' }).getByRole('article', { name });
    }

    get bar(): Locator {
        return this.dock.getByRole('progressbar');
    }

    row(name: string): Locator {
        return this.dock.getByRole('row').filter({ has: this.page.getByRole('link', { name, exact: true }) });
    }

    button(name: string | RegExp): Locator {
        return this.dock.getByRole('button', { name });
    }

    /** Waits until so many objects have ended. */
    async reaches(count: number): Promise<void> {
        await expect.poll(async () => Number(await this.bar.getAttribute('aria-valuenow')), { timeout: LONG, intervals: [50] }).toBeGreaterThanOrEqual(count);
    }

    /** Waits until it says how it stands; it may have gone on for a while before. */
    async stands(words: string): Promise<void> {
        await expect(this.dock.getByRole('status')).toContainText(words, { timeout: LONG });
    }

    /** Waits for the end, and for exactly these numbers. */
    async ends(numbers: string): Promise<void> {
        await expect(this.bar).toHaveAccessibleName(numbers, { timeout: LONG });
    }
}

/** Chooses all sets of the list and does something to them. */
export async function actOnAll(page: Page, action: string, title: string, before?: (dialog: Locator) => Promise<void>): Promise<void> {
    const bar = page.getByRole('group', { name: 'Chosen rows' });
    const box = new ListPage(page).table.getByRole('checkbox', { name: 'Choose all' });
    if (!(await box.isChecked())) await box.check();
    await bar.getByRole('button', { name: `${action}…`, exact: true }).click();
    const dialog = page.getByRole('dialog');
    await before?.(dialog);
    await dialog.getByRole('button', { name: title, exact: true }).click();
    await expect(dialog).toHaveCount(0);
}
