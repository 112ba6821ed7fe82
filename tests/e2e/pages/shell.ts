// What stands around every page: how fresh it is, the language, the appearance.
import type { Locator, Page } from '@playwright/test';
import { expect } from '../support/test.ts';

/** How the connection stands, in the words of the top bar. */
export type Standing = 'Live' | 'Polling' | 'Reconnecting' | 'Out of date' | 'Proxy gone' | 'Cluster gone' | 'Signed out';

/** A watch asks to end every ten seconds or so; one that has gone silent is noticed when it does not. */
const NOTICE = 30_000;

export class Shell {
    readonly page: Page;
    readonly connection: Locator;
    readonly staleBanner: Locator;

    constructor(page: Page) {
        this.page = page;
        this.connection = page.getByRole('banner').getByRole('button', { name: /^Connection: / });
        this.staleBanner = page.getByRole('status').filter({ hasText: 'Showing what was known' });
    }

    async isLive(): Promise<void> {
        await this.stands('Live');
    }

    /** Says that it is not live. */
    async isNotLive(): Promise<void> {
        await expect(this.connection).not.toHaveAccessibleName('Connection: Live', { timeout: NOTICE });
    }

    /** Says that it is not live; what was known stays on screen and is called old. */
    async isStale(): Promise<void> {
        await this.isNotLive();
        await expect(this.staleBanner).toBeVisible({ timeout: NOTICE });
    }

    async stands(standing: Standing): Promise<void> {
        await expect(this.connection).toHaveAccessibleName(`Connection: ${standing}`, { timeout: NOTICE });
    }
}
