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
