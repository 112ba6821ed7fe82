// Goal: see what runs, and see it change.
import { ListPage } from '../pages/list.ts';
import { Namespace } from '../support/cluster.ts';
import { expect, test } from '../support/test.ts';
import { statefulSet } from '../support/workloads.ts';

test('a set appears, becomes ready ordinal by ordinal, scales and goes, without a reload', async ({ page, namespace }) => {
    const list = new ListPage(page);
    await list.open(namespace);
    await namespace.createSet(statefulSet('web', { replicas: 3, gated: true }));
    await expect(list.row('web')).toContainText('0 / 3');
    await expect(list.row('web')).toContainText('Starting');
    for (const ordinal of [0, 1, 2]) {
        const pod = `web-${ordinal}`;
        await expect.poll(async () => (await namespace.pods()).map((pod) => pod.metadata.name)).toContain(pod);
        await namespace.openGate(pod);
        await expect(list.row('web')).toContainText(`${ordinal + 1} / 3`);
    }
    await expect(list.row('web')).toContainText('Running');
    await namespace.scale('web', 1);
    await expect(list.row('web')).toContainText('1 / 1');
    await namespace.deleteSet('web');
    await expect(list.row('web')).toHaveCount(0);
});

test('sets of the same name in two namespaces are two lines, and the picker narrows to one', async ({ page, namespace }) => {
    const other = await Namespace.create(`${namespace.name}-b`);
    try {
        await namespace.createSet(statefulSet('twin'));
        await other.createSet(statefulSet('twin'));
        const list = new ListPage(page);
        await list.open();
        await page.getByRole('searchbox', { name: 'Search by name' }).fill('twin');
        await expect(list.row('twin')).toHaveCount(2);
        await list.open(other);
        await expect(list.row('twin')).toHaveCount(1);
        await list.toShowTheTruth(other);
    } finally {
        await other.remove();
    }
});

test('a search narrows the list as one types and is part of the address', async ({ page, namespace }) => {
    for (const name of ['alpha', 'beta', 'beta-archive']) await namespace.createSet(statefulSet(name));
    const list = new ListPage(page);
    await list.open(namespace);
    await list.toShowTheTruth(namespace);
    await page.keyboard.press('/');
    await page.keyboard.type('beta');
    await expect(list.row('alpha')).toHaveCount(0);
    await expect(list.row('beta')).toBeVisible();
    await expect(list.row('beta-archive')).toBeVisible();
    await expect(page).toHaveURL(/search=beta/);
    await page.reload();
    await expect(list.row('beta-archive')).toBeVisible();
    await expect(list.row('alpha')).toHaveCount(0);
});

test('hundreds of sets are all there, though only those in view are drawn', async ({ page, namespace }) => {
    const names = Array.from({ length: 120 }, (_, index) => `bulk-${index}`);
    await Promise.all(names.map((name) => namespace.createSet(statefulSet(name, { replicas: 0 }))));
    const list = new ListPage(page);
    await list.open(namespace);
    await expect(list.table).toHaveAttribute('aria-rowcount', String(names.length + 1));
    await expect(list.row('bulk-0')).toBeVisible();
    await page.keyboard.press('/');
    await page.keyboard.type('bulk-119');
    await expect(list.row('bulk-119')).toBeVisible();
});
