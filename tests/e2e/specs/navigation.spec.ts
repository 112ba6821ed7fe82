// Goal: find one's way: links, Back, bookmarks, the keyboard.
import { ListPage } from '../pages/list.ts';
import { expect, test } from '../support/test.ts';
import { statefulSet } from '../support/workloads.ts';

test('a set opens from the list, and Back returns to the list as it was', async ({ page, namespace }) => {
    await namespace.createSet(statefulSet('web'));
    await namespace.createSet(statefulSet('db'));
    const list = new ListPage(page);
    await list.open(namespace);
    await page.getByRole('searchbox', { name: 'Search by name' }).fill('web');
    await list.link('web').click();
    await expect(page).toHaveURL(new RegExp(`#/statefulsets/${namespace.name}/web$`));
    await expect(page.getByRole('heading', { level: 1 })).toContainText('web');
    await page.getByRole('tab', { name: 'YAML' }).click();
    await expect(page).toHaveURL(/tab=yaml/);
    await page.goBack();
    await expect(list.row('web')).toBeVisible();
    await expect(list.row('db'), 'the search is still there').toHaveCount(0);
});

test('an address opens exactly what it names', async ({ page, namespace }) => {
    await namespace.createSet(statefulSet('web'));
    await page.goto(`./#/statefulsets/${namespace.name}/web?tab=events`);
    await expect(page.getByRole('tab', { name: 'Events' })).toHaveAttribute('aria-selected', 'true');
    await page.goto(`./#/statefulsets/${namespace.name}/nobody`);
    await expect(page.getByRole('main')).toContainText('There is no StatefulSet nobody');
    await page.goto('./#/no/such/place');
    await expect(page.getByRole('main').getByRole('link').first()).toBeVisible();
});

test('a set that is created under a page that waits for it appears there', async ({ page, namespace }) => {
    await page.goto(`./#/statefulsets/${namespace.name}/late`);
    await expect(page.getByRole('main')).toContainText('There is no StatefulSet late');
    await namespace.createSet(statefulSet('late', { replicas: 2 }));
    await expect(page.getByRole('tab', { name: /Pods/ })).toBeVisible();
});

test('the list is walked and a set opened by keyboard alone', async ({ page, namespace }) => {
    await namespace.createSet(statefulSet('a-first'));
    await namespace.createSet(statefulSet('b-second'));
    const list = new ListPage(page);
    await list.open(namespace);
    await list.toShowTheTruth(namespace);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`#/statefulsets/${namespace.name}/b-second$`));
});

test('each page has a title of its own, and the keyboard is at its heading', async ({ page, namespace }) => {
    await namespace.createSet(statefulSet('web'));
    const list = new ListPage(page);
    await list.open(namespace);
    await expect(page).toHaveTitle(`StatefulSets · ${namespace.name} · Ordinal`);
    await list.link('web').click();
    await expect(page).toHaveTitle(`web · ${namespace.name} · Ordinal`);
    await expect(page.getByRole('heading', { level: 1 }).filter({ hasText: 'web' })).toBeFocused();
    await page.getByRole('navigation', { name: 'Navigation' }).getByRole('link', { name: 'Settings' }).click();
    await expect(page).toHaveTitle('Settings · Ordinal');
    await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeFocused();
});

test('Back returns to the place in the list that one left', async ({ page, namespace }) => {
    for (let index = 0; index < 60; index += 1) {
        await namespace.createSet(statefulSet(`set-${String(index).padStart(2, '0')}`, { replicas: 0 }));
    }
    const list = new ListPage(page);
    await list.open(namespace);
    await expect(list.row('set-00')).toBeVisible();
    const main = page.getByRole('main');
    await main.evaluate((main) => main.scrollTo(0, 1_000));
    await expect(list.row('set-00'), 'only what is in view is drawn').toHaveCount(0);
    await list.link('set-30').click();
    await expect(page).toHaveURL(/set-30$/);
    await expect.poll(() => main.evaluate((main) => main.scrollTop)).toBe(0);
    await page.goBack();
    await expect(list.row('set-30')).toBeInViewport();
    await expect.poll(() => main.evaluate((main) => main.scrollTop)).toBe(1_000);
});
