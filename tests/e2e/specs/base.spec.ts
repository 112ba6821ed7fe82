// Goal: put the same build under any path, with the API at the root or below a prefix, for one cluster or several.
import { ListPage } from '../pages/list.ts';
import { Shell } from '../pages/shell.ts';
import { SignInPage } from '../pages/sign_in.ts';
import { BROKEN_CONNECTION } from '../support/problems.ts';
import { expect, test } from '../support/test.ts';
import { statefulSet } from '../support/workloads.ts';

for (const page_ of ['/', '/tools/ordinal/']) {
    test(`the page at ${page_} finds its API below /k8s`, async ({ page, namespace, serve }) => {
        await namespace.createSet(statefulSet('web'));
        const gateway = await serve({ page: page_, api: { '/k8s': 'admin' }, config: { apiPrefix: '/k8s' } });
        await page.goto(gateway.url(`#/statefulsets?namespace=${namespace.name}`));
        const list = new ListPage(page);
        await list.toShowTheTruth(namespace);
        await new Shell(page).isLive();
        await namespace.scale('web', 2);
        await list.toShowTheTruth(namespace);
        expect(gateway.passed.some((request) => request.upgrade), 'streams find it, too').toBe(true);
        expect(gateway.passed.every((request) => request.path.startsWith('/k8s/'))).toBe(true);
    });
}

const TWO = {
    api: { '/clusters/one': 'admin', '/clusters/two': 'open' },
    config: { clusters: [{ name: 'one', prefix: '/clusters/one' }, { name: 'two', prefix: '/clusters/two/' }] },
} as const;

test('one of several clusters is chosen, and a link leads to the same one', async ({ page, namespace, serve, problems }) => {
    problems.allow(BROKEN_CONNECTION);
    await namespace.createSet(statefulSet('web'));
    const gateway = await serve(TWO);
    await page.goto(gateway.url(`#/statefulsets?namespace=${namespace.name}`));
    const list = new ListPage(page);
    await list.toShowTheTruth(namespace);
    await expect(page, 'the address says which cluster it is').toHaveURL(/\?cluster=one#/);
    await list.link('web').click();
    await expect(page).toHaveURL(/\?cluster=one#\/statefulsets\/.*\/web/);

    const picker = page.getByRole('banner').getByRole('button', { name: 'Cluster: one' });
    await expect(picker).toContainText(/v1\.\d+/);
    await picker.click();
    await page.getByRole('navigation', { name: 'Go to another cluster' }).getByRole('link', { name: 'two' }).click();
    await expect(page).toHaveURL(/\?cluster=two/);
    // The other one adds no credential.
    await expect(new SignInPage(page).dialog).toContainText('Sign in to two');
    await page.goBack();
    await expect(page.getByRole('heading', { name: 'web', level: 1 })).toBeVisible();
});

test('a cluster that is not configured is not replaced by another one', async ({ page, serve }) => {
    const gateway = await serve(TWO);
    await page.goto(gateway.url('#/statefulsets', '?cluster=three'));
    await expect(page.getByRole('heading', { name: 'There is no cluster “three” here' })).toBeVisible();
    expect(gateway.passed, 'nothing was asked of any').toEqual([]);
    await page.getByRole('link', { name: 'one' }).click();
    await expect(page.getByRole('heading', { name: 'StatefulSets', level: 1 })).toBeVisible();
});

test('the cluster says its version and its identity, and what of the configuration is wrong', async ({ page, serve }) => {
    const gateway = await serve({ api: { '': 'admin' }, config: { theme: 'blue', readOnly: true, later: 1 } });
    await page.goto(gateway.url());
    await page.getByRole('banner').getByRole('button', { name: /^Cluster: 127\.0\.0\.1/ }).click();
    const panel = page.getByRole('dialog', { name: 'Cluster' });
    await expect(panel).toContainText(/v1\.\d+/);
    await expect(panel).toContainText(/[0-9a-f]{8}-[0-9a-f]{4}-/);
    await expect(panel).toContainText('config.json, theme: "blue" is ignored; it must be system, light or dark');
    await expect(page.getByRole('link', { name: 'Create' }), 'the other values hold').toHaveCount(0);
});
