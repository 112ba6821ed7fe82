// Goal: what a first visit does not need comes when it is needed, and says so when it does not come.
import { ListPage } from '../pages/list.ts';
import { environment } from '../support/environment.ts';
import { BROKEN_CONNECTION } from '../support/problems.ts';
import { expect, test } from '../support/test.ts';
import { statefulSet } from '../support/workloads.ts';

const PART = /\/part-[^/]*\.wasm$/;

/** A release must be in parts; only an unoptimised build is in one, and has nothing to test here. */
const inOnePart = environment.build === 'quick';

for (const { locale, settings, title, again } of [
    { locale: 'en', settings: 'Settings', title: 'This part did not load', again: 'Try again' },
    { locale: 'zh', settings: '设置', title: '这一部分没有加载成功', again: '重试' },
]) {
    test(`a part that does not load says so and can be asked for again (${locale})`, async ({ page, problems }) => {
        // What the browser and the loader themselves report of the file that is refused.
        problems.allow(BROKEN_CONNECTION);
        problems.allow(/part-|Failed to fetch/);
        await page.addInitScript((locale) => localStorage.setItem('ordinal.locale', locale), locale);
        await page.route(PART, (route) => route.abort());
        await page.goto('./');
        test.skip(inOnePart, 'an unoptimised build is in one part');
        await page.getByRole('navigation').getByRole('link', { name: settings }).click();
        const main = page.getByRole('main');
        await expect(main.getByRole('alert')).toContainText(title);
        await page.unroute(PART);
        await main.getByRole('button', { name: again }).click();
        await expect(main.getByRole('heading', { name: settings, level: 1 })).toBeVisible();
        await expect(main.getByRole('alert')).toHaveCount(0);
    });
}

test('a dialog that is still loading can be left and does not come after that', async ({ page, namespace }) => {
    await namespace.createSet(statefulSet('web'));
    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    await page.route(PART, async (route) => {
        await released;
        await route.continue();
    });
    const list = new ListPage(page);
    await list.open(namespace);
    test.skip(inOnePart, 'an unoptimised build is in one part');
    const menu = list.row('web').getByRole('button', { name: /actions/i });
    await list.act('web', /^Delete/);
    await expect(page.getByRole('dialog', { name: 'Loading…' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(menu).toBeFocused();
    await list.act('web', /^Delete/);
    await expect(page.getByRole('dialog', { name: 'Loading…' })).toBeVisible();
    const loaded = page.waitForResponse(PART);
    release();
    await loaded;
    await expect(page.getByRole('dialog', { name: 'Delete web' })).toBeVisible();
    await expect(page.getByRole('dialog')).toHaveCount(1);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(menu, 'and the focus is where it came from').toBeFocused();
});

test('the list shows before any part is there', async ({ page, namespace }) => {
    const parts: string[] = [];
    page.on('request', (request) => PART.test(request.url()) && parts.push(request.url()));
    await page.goto(`./#/statefulsets?namespace=${namespace.name}`);
    await expect(page.getByRole('heading', { name: 'No StatefulSets', exact: false })).toBeVisible();
    expect(parts).toEqual([]);
});
