// Goal: find the sets one looks for, and hand the view to someone else by its address.
import { ListPage } from '../pages/list.ts';
import { SignInPage } from '../pages/sign_in.ts';
import { Namespace } from '../support/cluster.ts';
import { VIEW, admit, person } from '../support/people.ts';
import { BROKEN_CONNECTION } from '../support/problems.ts';
import { expect, test } from '../support/test.ts';
import { statefulSet } from '../support/workloads.ts';

test('a label selector as kubectl writes it narrows the list, and says where it is none', async ({ page, namespace }) => {
    await namespace.createSet(statefulSet('front', { labels: { tier: 'web', canary: 'yes' } }));
    await namespace.createSet(statefulSet('back', { labels: { tier: 'api' } }));
    await namespace.createSet(statefulSet('store'));
    const list = new ListPage(page);
    await list.open(namespace);
    await list.toShowTheTruth(namespace);
    await page.getByRole('button', { name: 'Labels', exact: true }).click();
    const input = page.getByRole('textbox', { name: 'Label selector' });
    await input.fill('tier in (web,api),!canary');
    await expect.poll(() => list.names()).toEqual(['back']);
    await input.fill('tier in (web');
    await expect(page.getByRole('alert')).toContainText('Character 13');
    await expect(input).toHaveAttribute('aria-invalid', 'true');
    expect(await list.names(), 'the last selector that is one holds').toEqual(['back']);
    await input.fill('tier!=web');
    await expect.poll(async () => (await list.names()).sort()).toEqual(['back', 'store']);
    await page.keyboard.press('Enter');
    await page.reload();
    await expect.poll(async () => (await list.names()).sort()).toEqual(['back', 'store']);
    await list.open(namespace, { labels: 'tier==' + '=x' });
    await expect(page.getByRole('main')).toContainText('The label selector is not valid and filters nothing');
    await expect(list.row('front')).toBeVisible();
});

test('cause and application narrow the list, count what is there, and can be shared by address', async ({ page, namespace }) => {
    await namespace.create('resourcequotas', { metadata: { name: 'tight' }, spec: { hard: { pods: '1' } } });
    await namespace.createSet(statefulSet('orders', { replicas: 3, labels: { 'app.kubernetes.io/name': 'shop' } }));
    const list = new ListPage(page);
    await list.open(namespace);
    await expect(list.row('orders')).toContainText('quota exceeded');
    await namespace.createSet(statefulSet('stopped', { replicas: 0, labels: { 'app.kubernetes.io/name': 'books' } }));
    await expect(list.row('stopped')).toBeVisible();
    await page.getByRole('button', { name: 'Cause', exact: true }).click();
    await page.getByRole('menuitemradio', { name: 'Refused by the API server (1)' }).click();
    await expect.poll(() => list.names()).toEqual(['orders']);
    await expect(page).toHaveURL(/cause=refused/);
    await list.open(namespace, { app: 'books' });
    await expect.poll(() => list.names()).toEqual(['stopped']);
    await page.getByRole('button', { name: 'Application: books' }).click();
    await page.getByRole('menuitemradio', { name: 'Any' }).click();
    await expect(list.row('orders')).toBeVisible();
    await list.open(namespace, { app: 'nothing', sort: 'name' });
    await page.getByRole('button', { name: 'Clear the filters' }).click();
    await expect.poll(() => list.names()).toEqual(['orders', 'stopped']);
    await expect(page).toHaveURL(/sort=name/);
});

test('several namespaces are one list, and one that is refused does not hide the others', async ({ page, namespace, problems, serve }) => {
    problems.allow(BROKEN_CONNECTION);
    const [other, secret] = await Promise.all(['b', 'c'].map((tail) => Namespace.create(`${namespace.name}-${tail}`)));
    try {
        await namespace.createSet(statefulSet('twin'));
        await other.createSet(statefulSet('twin'));
        await other.createSet(statefulSet('only-there'));
        await secret.createSet(statefulSet('hidden'));
        const list = new ListPage(page);
        await list.open([namespace, other]);
        await expect(list.row('twin')).toHaveCount(2);
        await expect(list.row('only-there')).toContainText(other.name);
        await other.scale('only-there', 2);
        await expect(list.row('only-there')).toContainText('2 / 2');
        const someone = await person(namespace, 'someone', VIEW);
        await admit(other, someone.username, VIEW);
        const gateway = await serve();
        const names = [namespace, other, secret].map(({ name }) => name);
        await page.goto(gateway.url(`#/statefulsets?namespace=${names.join(',')}`));
        await new SignInPage(page).signIn(someone.token);
        await expect(page.getByRole('main')).toContainText(`You may not list StatefulSets in ${secret.name}`);
        await expect(page.getByRole('main')).toContainText(`cannot list resource "statefulsets" in API group "apps" in the namespace "${secret.name}"`);
        await expect(list.row('twin')).toHaveCount(2);
        await expect(list.row('hidden')).toHaveCount(0);
    } finally {
        await Promise.all([other.remove(), secret.remove()]);
    }
});

test('a namespace says what its quotas leave, and without one that there is no end', async ({ page, namespace }) => {
    const list = new ListPage(page);
    const quotas = page.getByRole('list', { name: 'Quotas' });
    await namespace.createSet(statefulSet('web', { replicas: 2 }));
    await list.open(namespace);
    await expect(quotas).toContainText('StatefulSets 1 of ∞');
    await namespace.create('resourcequotas', { metadata: { name: 'wide' }, spec: { hard: { 'count/statefulsets.apps': '9', pods: '20' } } });
    await expect(quotas).toContainText('StatefulSets 1 of 9, 8 left');
    await namespace.create('resourcequotas', { metadata: { name: 'tight' }, spec: { hard: { 'count/statefulsets.apps': '3', 'count/pods': '5' } } });
    await expect(quotas).toContainText('StatefulSets 1 of 3, 2 left');
    await expect(quotas).toContainText('Pods 2 of 5, 3 left');
    await page.evaluate(() => localStorage.setItem('ordinal.locale', 'zh'));
    await page.reload();
    await expect(page.getByRole('list', { name: '配额' })).toContainText('有状态副本集 已用 1 / 3，剩余 2');
});

test('with too many pods to follow the list counts them, and says so', async ({ page, namespace }) => {
    await page.route('**/config.json', (route) => route.fulfill({ json: { podLimit: 2 } }));
    await namespace.createSet(statefulSet('web', { replicas: 3 }));
    await expect.poll(async () => (await namespace.pods()).length).toBe(3);
    const list = new ListPage(page);
    await list.open(namespace);
    await expect(page.getByRole('main')).toContainText('Pod detail off: 3 pods');
    await expect(list.row('web')).toContainText('3 / 3');
    await expect(list.row('web').getByRole('img', { name: /3/ })).toBeVisible();
    await namespace.scale('web', 1);
    await expect(list.row('web')).toContainText('1 / 1');
    await expect.poll(async () => (await namespace.pods()).length).toBe(1);
    await page.reload();
    await expect(list.row('web')).toBeVisible();
    await expect(page.getByRole('main')).not.toContainText('Pod detail off');
});

test('with every status there is the filters stand on one line, and each can be chosen', async ({ page, namespace }) => {
    const gates = [{ name: 'ordinal.test/gate' }];
    await namespace.createSet(statefulSet('runs'));
    await namespace.createSet(statefulSet('stopped', { replicas: 0 }));
    await namespace.createSet(statefulSet('starts', { gated: true }));
    await namespace.createSet(statefulSet('fails', { gated: true }));
    await namespace.createSet(statefulSet('updates', { replicas: 2 }));
    for (const name of ['stops', 'goes']) {
        const set = statefulSet(name);
        set.metadata.finalizers = ['ordinal.test/stays'];
        set.spec.template.metadata.finalizers = ['ordinal.test/stays'];
        await namespace.createSet(set);
    }
    await expect.poll(async () => (await namespace.set('stops')).status?.readyReplicas).toBe(1);
    await expect.poll(async () => (await namespace.set('updates')).status?.readyReplicas).toBe(2);
    await namespace.scale('stops', 0);
    await namespace.deleteSet('goes');
    await namespace.patchSet('updates', { spec: { template: { spec: { schedulingGates: gates } } } });
    await expect.poll(async () => (await namespace.pods()).some(({ metadata }) => metadata.name === 'fails-0')).toBe(true);
    const waiting = { reason: 'CrashLoopBackOff', message: 'back-off 5m0s' };
    await namespace.patchPodStatus('fails-0', { status: { containerStatuses: [{ name: 'main', image: 'x', imageID: '', ready: false, restartCount: 9, state: { waiting } }] } });

    await page.setViewportSize({ width: 1280, height: 850 });
    const list = new ListPage(page);
    await list.open(namespace);
    for (const [name, status] of Object.entries({ runs: 'Running', stopped: 'Stopped', starts: 'Starting', fails: 'Failing', updates: 'Updating', stops: 'Stopping', goes: 'Deleting' })) {
        await expect(list.row(name)).toContainText(status);
    }
    const [first, last] = await Promise.all([
        page.getByRole('searchbox').boundingBox(),
        page.getByRole('button', { name: 'Columns', exact: true }).boundingBox(),
    ]);
    expect(Math.abs(first!.y + first!.height / 2 - last!.y - last!.height / 2), 'pixels between the lines').toBeLessThan(4);
    await page.getByRole('button', { name: /^Running/ }).click();
    await expect.poll(() => list.names()).toEqual(['runs']);
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitemradio', { name: 'Stopping (1)' }).click();
    await expect.poll(() => list.names()).toEqual(['stops']);
    await expect(page.getByRole('button', { name: 'More: Stopping' })).toBeVisible();
    await page.setViewportSize({ width: 1800, height: 850 });
    await expect(page.getByRole('button', { name: /^Stopping/ }), 'where there is room it has a chip').toHaveAttribute('aria-pressed', 'true');

    // Only now can the namespace go.
    for (const name of ['stops', 'goes']) {
        await namespace.patchSet(name, { metadata: { finalizers: null } });
        for (const { metadata } of await namespace.pods()) if (metadata.name === `${name}-0`) await namespace.patchPod(`${name}-0`, { metadata: { finalizers: null } });
    }
});
