// Goal: ages are right on a computer whose clock is wrong, and one learns that it is.
import type { Page } from '@playwright/test';
import { ListPage } from '../pages/list.ts';
import { expect, test } from '../support/test.ts';
import { statefulSet } from '../support/workloads.ts';

const HOUR = 3_600_000;

/** The clock of the page's computer is wrong by so much. */
async function moveClock(page: Page, by: number): Promise<void> {
    await page.addInitScript((by) => {
        const now = Date.now.bind(Date);
        Date.now = () => now() + by;
    }, by);
}

for (const [by, told] of [
    [3 * HOUR, /The clock of this computer is 3 h ahead of the cluster's/],
    [-3 * HOUR, /The clock of this computer is 3 h behind the cluster's/],
] as const) {
    test(`a clock that is ${by / HOUR} h off is told, and ages go by the cluster's`, async ({ page, namespace }) => {
        await moveClock(page, by);
        await namespace.createSet(statefulSet('web'));
        const sets = new ListPage(page);
        await sets.open(namespace);
        await expect(page.getByRole('region', { name: 'Messages' })).toContainText(told);
        const age = sets.row('web').locator('time');
        await expect(age).toHaveText(/^([1-9]|\d\d+) s$/);
        await page.getByRole('banner').getByRole('button', { name: /^Connection: / }).click();
        await expect(page.getByRole('dialog', { name: 'Connection' })).toContainText(told);
    });
}

test('half a minute is no news', async ({ page, namespace }) => {
    await moveClock(page, 30_000);
    await namespace.createSet(statefulSet('web'));
    const sets = new ListPage(page);
    await sets.open(namespace);
    await expect(sets.row('web').locator('time')).toHaveText(/^\d+ s$/);
    await page.getByRole('banner').getByRole('button', { name: /^Connection: / }).click();
    await expect(page.getByRole('dialog', { name: 'Connection' })).not.toContainText('clock');
});
