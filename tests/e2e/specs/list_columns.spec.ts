// Goal: see what one needs of each set, in the order one needs.
import { ListPage } from '../pages/list.ts';
import { expect, test } from '../support/test.ts';
import { statefulSet } from '../support/workloads.ts';

const EVERY = ['Status', 'Ordinals, ready', 'Updated', 'Images', 'Namespace', 'Application', 'Labels', 'Selector', 'Service', 'Age', 'Last change'];

test('columns are chosen, kept by the browser, and reset', async ({ page, namespace }) => {
    const labels = { 'app.kubernetes.io/name': 'shop-front' };
    await namespace.createSet(statefulSet('web', { labels, annotations: { 'kubesphere.io/alias-name': '前端', 'kubesphere.io/description': 'What customers see' } }));
    const list = new ListPage(page);
    await list.open(namespace);
    await expect(list.row('web')).toContainText('前端 · What customers see');
    expect(await list.columns()).toEqual(['Name', 'Status', 'Ordinals, ready', 'Updated', 'Images', 'Age']);
    for (const name of ['Application', 'Service', 'Selector', 'Last change', 'Labels']) await list.column(name, true);
    await list.column('Images', false);
    const chosen = ['Name', 'Status', 'Ordinals, ready', 'Updated', 'Application', 'Labels', 'Selector', 'Service', 'Age', 'Last change'];
    expect(await list.columns()).toEqual(chosen);
    await expect(list.row('web')).toContainText('shop-front');
    await expect(list.row('web')).toContainText('app=web');
    await page.reload();
    await expect(list.row('web')).toBeVisible();
    expect(await list.columns()).toEqual(chosen);
    await page.getByRole('button', { name: 'Columns', exact: true }).click();
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.keyboard.press('Escape');
    expect(await list.columns()).toEqual(['Name', 'Status', 'Ordinals, ready', 'Updated', 'Images', 'Age']);
});

test('the columns that whoever serves the console configured are those of a person who chose none', async ({ page, namespace }) => {
    await page.route('**/config.json', (route) => route.fulfill({ json: { columns: ['status', 'service'] } }));
    await namespace.createSet(statefulSet('web'));
    const list = new ListPage(page);
    await list.open(namespace);
    await expect.poll(() => list.columns()).toEqual(['Name', 'Status', 'Service']);
});

const turned = (way: string | null): string => (way === 'ascending' ? 'descending' : 'ascending');

test('every column sorts both ways, and a set that changes does not change places with its equals', async ({ page, namespace }) => {
    for (const name of ['web-2', 'web-10', 'db']) await namespace.createSet(statefulSet(name, { replicas: 0 }));
    const list = new ListPage(page);
    await page.addInitScript(() => localStorage.setItem('ordinal.columns', 'name,status,ready,progress,images,namespace,application,labels,selector,service,created,changed'));
    await list.open(namespace);
    await list.toShowTheTruth(namespace);
    for (const name of ['Name', ...EVERY.filter((name) => name !== 'Namespace')]) {
        const head = list.table.getByRole('columnheader', { name, exact: true });
        // The list may be sorted by this column already: a press turns it then.
        const before = await head.getAttribute('aria-sort');
        await head.getByRole('button').click();
        await expect(head, name).toHaveAttribute('aria-sort', before === null ? /ascending|descending/ : turned(before));
        const first = await head.getAttribute('aria-sort');
        await head.getByRole('button').click();
        await expect(head, name).toHaveAttribute('aria-sort', turned(first));
    }
    await list.open(namespace, { sort: 'name' });
    await expect.poll(() => list.names()).toEqual(['db', 'web-2', 'web-10']);
    // All have the same images: by them, too, they stand in the order of their names, whatever happens to one.
    await list.open(namespace, { sort: '-images' });
    await expect.poll(() => list.names()).toEqual(['db', 'web-2', 'web-10']);
    await namespace.patchSet('web-2', { metadata: { annotations: { 'kubesphere.io/alias-name': 'changed' } } });
    await expect(list.row('web-2')).toContainText('changed');
    expect(await list.names()).toEqual(['db', 'web-2', 'web-10']);
});

test('compact rows are lower, and stay so', async ({ page, namespace }) => {
    await namespace.createSet(statefulSet('web'));
    const list = new ListPage(page);
    await list.open(namespace);
    const height = async () => (await list.row('web').boundingBox())?.height ?? 0;
    await expect(list.row('web')).toBeVisible();
    const usual = await height();
    await page.getByRole('button', { name: 'Columns', exact: true }).click();
    await page.getByRole('checkbox', { name: 'Compact rows' }).check();
    await page.keyboard.press('Escape');
    await expect.poll(height).toBeLessThan(usual);
    await page.reload();
    await expect.poll(height).toBeLessThan(usual);
});

test('with all columns the head stays above the list and the names beside it, wherever one scrolls', async ({ page, namespace }) => {
    for (let index = 10; index < 50; index += 1) await namespace.createSet(statefulSet(`web-${index}`, { replicas: 0 }));
    await page.addInitScript(() => localStorage.setItem('ordinal.columns', 'name,status,ready,progress,images,namespace,application,labels,selector,service,created,changed'));
    await page.setViewportSize({ width: 1280, height: 850 });
    const list = new ListPage(page);
    await list.open(namespace, { sort: 'name' });
    await expect(list.table).toHaveAttribute('aria-rowcount', '41');
    const main = page.getByRole('main');
    const edge = (await main.boundingBox())!;
    const title = page.getByRole('heading', { level: 1 });
    const head = (name: string) => list.table.getByRole('columnheader', { name, exact: true });
    const [titleAt, nameAt] = [(await title.boundingBox())!.x, (await head('Name').boundingBox())!.x];
    await main.evaluate((main) => main.scrollTo(0, 700));
    await expect(head('Last change')).not.toBeInViewport();
    await main.evaluate((main) => main.scrollTo(main.scrollWidth, 700));
    await expect(head('Last change')).toBeInViewport({ ratio: 1 });
    for (const name of ['Name', 'Last change']) {
        expect(Math.abs((await head(name).boundingBox())!.y - edge.y), `${name} is at the upper edge`).toBeLessThan(2);
    }
    const named = (await head('Name').boundingBox())!;
    expect(named.x, 'the names are at the side').toBeGreaterThanOrEqual(edge.x);
    expect(named.x).toBeLessThanOrEqual(nameAt);
    await expect(list.link('web-35')).toBeInViewport({ ratio: 1 });
    // Nothing lies over a name.
    const top = await list.link('web-35').evaluate((link) => {
        const { x, y, height } = link.getBoundingClientRect();
        return document.elementFromPoint(x + 8, y + height / 2) === link;
    });
    expect(top, 'the name is on top').toBe(true);
    await main.evaluate((main) => main.scrollTo(main.scrollWidth, 0));
    expect(Math.abs((await title.boundingBox())!.x - titleAt), 'what is not of the table stays').toBeLessThan(2);
});

test('a long name can be read whole, also with an alias, in the usual columns', async ({ page, namespace }) => {
    const name = 'orders-primary-database-eu-west-12';
    await namespace.createSet(statefulSet(name, { replicas: 0, annotations: { 'kubesphere.io/alias-name': '订单数据库', 'kubesphere.io/description': 'What customers see when they order something' } }));
    await namespace.createSet(statefulSet('short', { replicas: 0, annotations: { 'kubesphere.io/alias-name': '短' } }));
    const list = new ListPage(page);
    for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 850 });
        // Of all namespaces: with the column of the namespace there is the least room.
        await list.open(undefined, { search: name });
        await expect(list.link(name)).toBeVisible();
        const cut = await list.link(name).evaluate((link) => {
            const [own, around] = [link.getBoundingClientRect(), link.closest('td')!.getBoundingClientRect()];
            return link.scrollWidth > link.clientWidth || link.scrollHeight > link.clientHeight + 1 || own.bottom > around.bottom + 1;
        });
        expect(cut, `cut at ${width} px`).toBe(false);
    }
    await list.open(namespace);
    await expect(list.row('short').getByText('短')).toBeVisible();
});
