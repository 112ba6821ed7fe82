// The pictures of the README, made from the demo data: `cargo xtask test e2e screenshots`.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/test.ts';

const FOLDER = fileURLToPath(new URL('../../../docs/screenshots/', import.meta.url));

test.beforeAll(() => mkdirSync(FOLDER, { recursive: true }));

async function shoot(page: Page, name: string): Promise<void> {
    await page.evaluate(() => document.fonts.ready);
    await page.mouse.move(0, 0);
    await page.screenshot({ path: `${FOLDER}${name}.png`, animations: 'disabled' });
}

async function prefer(page: Page, theme: string, locale: string): Promise<void> {
    await page.addInitScript(
        ([theme, locale]) => {
            localStorage.setItem('ordinal.theme', theme);
            localStorage.setItem('ordinal.locale', locale);
        },
        [theme, locale],
    );
}

test('the list @screenshots', async ({ page }) => {
    await prefer(page, 'light', 'en');
    await page.goto('./#/statefulsets');
    await expect(page.getByRole('row').filter({ hasText: 'Failing' }).first()).toBeVisible();
    await expect(page.getByRole('row').filter({ hasText: 'Running' }).first()).toBeVisible();
    await shoot(page, 'list');
});

test('a set whose rollout is stuck, dark @screenshots', async ({ page }) => {
    await prefer(page, 'dark', 'en');
    await page.goto('./#/statefulsets?status=failing');
    await page.getByRole('table').getByRole('link').first().click();
    await expect(page.getByRole('tabpanel').getByRole('table')).toBeVisible();
    await shoot(page, 'detail-dark');
});

test('creating from YAML @screenshots', async ({ page }) => {
    await prefer(page, 'light', 'en');
    await page.goto('./#/statefulsets/create');
    await expect(page.locator('.monaco-editor .view-line').first()).toBeVisible();
    await shoot(page, 'create');
});

test('the list in Chinese on a phone @screenshots', async ({ page }) => {
    await prefer(page, 'light', 'zh');
    await page.setViewportSize({ width: 390, height: 780 });
    await page.goto('./#/statefulsets');
    await expect(page.getByRole('row').filter({ hasText: '运行中' }).first()).toBeVisible();
    await shoot(page, 'list-zh-phone');
});
