// The page that asks for a token.
import type { Locator, Page } from '@playwright/test';
import { expect } from '../support/test.ts';

export class SignInPage {
    readonly page: Page;
    readonly dialog: Locator;
    readonly refusal: Locator;

    constructor(page: Page) {
        this.page = page;
        this.dialog = page.getByRole('dialog', { name: /^(Sign in to|登录) / });
        this.refusal = this.dialog.getByRole('alert');
    }

    async submit(token: string): Promise<void> {
        await this.dialog.getByLabel('Bearer token').fill(token);
        await this.dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
    }

    async signIn(token: string): Promise<void> {
        await this.submit(token);
        await expect(this.dialog).toBeHidden();
    }

    /** The mark in the top bar that says who one is. */
    get person(): Locator {
        return this.page.getByRole('banner').getByRole('button', { name: /^Signed in as: / });
    }

    async is(username: string): Promise<void> {
        await expect(this.person).toHaveAccessibleName(new RegExp(`^Signed in as: ${username}`));
    }
}
