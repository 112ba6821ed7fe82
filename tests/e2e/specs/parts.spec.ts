// Goal: what a first visit does not need comes when it is needed, and says so when it does not come.
import { expect, test } from '../support/test.ts';
import { BROKEN_CONNECTION } from '../support/problems.ts';

const PART = /\/part-[^/]*\.wasm$/;

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
        const inParts = await page.evaluate(async () => {
            const main = document.querySelector<HTMLMetaElement>('meta[name="app-main"]')!.dataset.js!;
            return (await (await fetch(new URL(main, document.baseURI))).text()).includes('-parts.js');
        });
        test.skip(!inParts, 'an unoptimised build is in one part');
        await page.getByRole('navigation').getByRole('link', { name: settings }).click();
        const main = page.getByRole('main');
        await expect(main.getByRole('alert')).toContainText(title);
        await page.unroute(PART);
        await main.getByRole('button', { name: again }).click();
        await expect(main.getByRole('heading', { name: settings, level: 1 })).toBeVisible();
        await expect(main.getByRole('alert')).toHaveCount(0);
    });
}

test('the list shows before any part is there', async ({ page, namespace }) => {
    const parts: string[] = [];
    page.on('request', (request) => PART.test(request.url()) && parts.push(request.url()));
    await page.goto(`./#/statefulsets?namespace=${namespace.name}`);
    await expect(page.getByRole('heading', { name: 'No StatefulSets', exact: false })).toBeVisible();
    expect(parts).toEqual([]);
});
