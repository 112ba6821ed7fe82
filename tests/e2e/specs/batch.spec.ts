// Goal: start, stop, restart and delete two hundred sets at once and trust the result: afterwards each set is as the
// plan said, whatever happened meanwhile to the connection, the page, the rights and the sets.
import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { ListPage } from '../pages/list.ts';
import { RunDock, actOnAll } from '../pages/runs.ts';
import { SignInPage } from '../pages/sign_in.ts';
import { Namespace, request, type KubeObject } from '../support/cluster.ts';
import type { Faults } from '../support/faults.ts';
import { EDIT, VIEW, admit, person } from '../support/people.ts';
import { BROKEN_CONNECTION } from '../support/problems.ts';
import { expect, test } from '../support/test.ts';
import { statefulSet } from '../support/workloads.ts';

const RECORD = 'ordinal/replicas-before-stop';
const RESTARTED = 'kubectl.kubernetes.io/restartedAt';

const record = (set: KubeObject): string | undefined => (set.metadata.annotations as Record<string, string> | undefined)?.[RECORD];
const restarted = (set: KubeObject): string | undefined => set.spec.template.metadata.annotations?.[RESTARTED];
const name = (index: number) => `s-${String(index).padStart(3, '0')}`;

/** Does something to many, twenty at a time. */
async function each<T>(items: T[], what: (item: T) => Promise<unknown>): Promise<void> {
    for (let at = 0; at < items.length; at += 20) await Promise.all(items.slice(at, at + 20).map(what));
}

/** Sets in mixed states: of ten, two are stopped and remember a count, one is stopped and remembers none. */
async function mixed(namespace: Namespace, count: number): Promise<void> {
    await each([...Array(count).keys()], async (index) => {
        const sort = index % 10;
        const set = statefulSet(name(index), {
            replicas: sort < 3 ? 0 : 1 + (index % 2),
            annotations: sort < 2 ? { [RECORD]: String(2 + sort) } : undefined,
        });
        if (sort === 4) set.spec.updateStrategy = { type: 'OnDelete' };
        if (sort === 5) set.spec.updateStrategy = { type: 'RollingUpdate', rollingUpdate: { partition: 1 } };
        if (sort === 6) set.spec.podManagementPolicy = 'Parallel';
        await namespace.createSet(set);
    });
}

const wanted = (index: number): number => (index % 10 < 3 ? 0 : 1 + (index % 2));
const remembered = (index: number): string | undefined => (index % 10 < 2 ? String(2 + (index % 10)) : undefined);

/** Another client deletes a set and makes one of the same name, with this many replicas; gives the uid of the new one. */
async function replace(namespace: Namespace, set: string, replicas: number): Promise<string | undefined> {
    await namespace.deleteSet(set);
    await expect.poll(() => namespace.hasSet(set)).toBe(false);
    return (await namespace.createSet(statefulSet(set, { replicas }))).metadata.uid;
}

async function open(page: Page, namespace: Namespace, count: number): Promise<ListPage> {
    const list = new ListPage(page);
    await list.open(namespace, { sort: 'name' });
    await expect(page.locator('.page-count')).toHaveText(String(count), { timeout: 60_000 });
    return list;
}

async function byName(namespace: Namespace): Promise<Map<string, KubeObject>> {
    return new Map((await namespace.sets()).map((set) => [set.metadata.name, set]));
}

/** Each set is stopped and remembers what it had; what was stopped before is as it was. */
async function expectStopped(namespace: Namespace, count: number): Promise<void> {
    const sets = await byName(namespace);
    const is = [...Array(count).keys()].map((index) => [name(index), sets.get(name(index))?.spec.replicas, record(sets.get(name(index))!)]);
    const planned = [...Array(count).keys()].map((index) => [name(index), 0, wanted(index) > 0 ? String(wanted(index)) : remembered(index)]);
    expect(is).toEqual(planned);
}

/** How often each set was changed by the page. */
async function changes(faults: Faults, mark: number): Promise<Map<string, number>> {
    const patches = (await faults.log(mark)).filter((asked) => asked.method === 'PATCH' && asked.status === 200);
    const counts = new Map<string, number>();
    for (const { path } of patches) {
        const set = path.split('/statefulsets/')[1].split(/[?/]/)[0];
        counts.set(set, (counts.get(set) ?? 0) + 1);
    }
    return counts;
}

test.beforeEach(() => test.setTimeout(420_000));

test('two hundred sets are stopped, started, restarted and deleted, each as planned', async ({ page, namespace, faults }) => {
    await mixed(namespace, 200);
    await open(page, namespace, 200);
    const mark = await faults.mark();
    await actOnAll(page, 'Stop', 'Stop 140 sets');
    const stop = new RunDock(page, 'Stop 140 sets');
    await stop.ends('140 done, 60 skipped');
    await expectStopped(namespace, 200);
    const patched = await changes(faults, mark);
    expect([...patched.keys()].every((set) => wanted(Number(set.slice(2))) > 0), 'no request for what is skipped').toBe(true);
    expect([...patched.values()].every((count) => count === 1), 'one change for each').toBe(true);
    await stop.button('Close').click();

    await actOnAll(page, 'Start', 'Start 200 sets');
    const start = new RunDock(page, 'Start 200 sets');
    await start.ends('200 done');
    const started = await byName(namespace);
    for (let index = 0; index < 200; index += 1) {
        const set = started.get(name(index))!;
        const before = wanted(index) || Number(remembered(index) ?? 1);
        expect([set.metadata.name, set.spec.replicas, record(set)]).toEqual([name(index), before, undefined]);
    }
    await start.button('Close').click();

    await actOnAll(page, 'Restart', 'Restart 200 sets');
    const restart = new RunDock(page, 'Restart 200 sets');
    await page.getByRole('link', { name: 'Settings' }).click();
    await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
    await restart.ends('200 done');
    await page.goBack();
    expect((await namespace.sets()).filter((set) => restarted(set) === undefined)).toEqual([]);
    await restart.button('Close').click();

    await actOnAll(page, 'Delete', 'Delete 200 sets', (dialog) => dialog.getByRole('textbox').fill('confirmed'));
    await new RunDock(page, 'Delete 200 sets').ends('200 done');
    await expect.poll(async () => (await namespace.sets()).length, { timeout: 60_000 }).toBe(0);
});

test('a connection that is cut halfway pauses the run, and it goes on by itself', async ({ page, namespace, faults, problems }) => {
    problems.allow(BROKEN_CONNECTION);
    await mixed(namespace, 200);
    await open(page, namespace, 200);
    const mark = await faults.mark();
    await faults.inject({ only: '/statefulsets/', delay: 60 });
    await actOnAll(page, 'Stop', 'Stop 140 sets');
    const stop = new RunDock(page, 'Stop 140 sets');
    await stop.reaches(110);
    await faults.inject({ proxyGone: true });
    await stop.stands('Paused: the connection is lost');
    await faults.heal();
    await stop.ends('140 done, 60 skipped');
    await expectStopped(namespace, 200);
    expect([...(await changes(faults, mark)).values()].every((count) => count === 1), 'nothing was done twice').toBe(true);
});

test('a start and a restart that are cut off halfway go on by themselves, and nothing is done twice', async ({ page, namespace, serve, problems }) => {
    problems.allow(BROKEN_CONNECTION);
    await mixed(namespace, 200);
    const gateway = await serve({ api: { '': 'admin' } });
    await page.goto(gateway.url(`#/statefulsets?namespace=${namespace.name}&sort=name`));
    await expect(page.locator('.page-count')).toHaveText('200', { timeout: 60_000 });
    for (const [action, title, before, numbers] of [
        ['Start', 'Start 60 sets', 30, '60 done, 140 skipped'],
        ['Restart', 'Restart 200 sets', 100, '200 done'],
    ] as const) {
        // The last request before the cut is carried out, and its answer is lost.
        await actOnAll(page, action, title, async () => gateway.cutAfter(before, 'PATCH'));
        const run = new RunDock(page, title);
        await run.stands('Paused: the connection is lost');
        await gateway.mend();
        await run.ends(numbers);
        await run.button('Close').click();
    }
    const sets = await byName(namespace);
    const is = [...sets.values()].map((set) => [set.metadata.name, set.spec.replicas, record(set), restarted(set) !== undefined, set.metadata.generation]);
    // Each change of the spec is a generation: the start of those that were stopped, and the restart of all.
    const planned = [...Array(200).keys()].map((index) => {
        const wasStopped = wanted(index) === 0;
        return [name(index), wanted(index) || Number(remembered(index) ?? 1), undefined, true, wasStopped ? 3 : 2];
    });
    expect(is).toEqual(planned);
});

test('a page that is reloaded halfway says what is left undone, and goes on after a look', async ({ page, namespace, faults, problems }) => {
    problems.allow(BROKEN_CONNECTION);
    await mixed(namespace, 200);
    await open(page, namespace, 200);
    await faults.inject({ only: '/statefulsets/', delay: 60 });
    await actOnAll(page, 'Stop', 'Stop 140 sets');
    const stop = new RunDock(page, 'Stop 140 sets');
    await stop.reaches(110);
    await page.reload();
    await expect(stop.dock.getByRole('status')).toContainText(/Left undone: \d+ of 200\. Begun .* by admin\./);
    const before = await byName(namespace);
    const undone = [...before.values()].filter((set) => set.spec.replicas > 0);
    expect(undone.length, 'nothing goes on before the person says so').toBeGreaterThan(20);
    // Meanwhile the world changes: one of them has more replicas, one is another set.
    const [grown, other] = [undone[0].metadata.name, undone[1].metadata.name];
    await namespace.scale(grown, 5);
    await replace(namespace, other, 1);
    await faults.heal();
    const mark = await faults.mark();
    await stop.button('Check again and go on').click();
    await stop.ends('139 done, 61 skipped');
    const after = await byName(namespace);
    expect([after.get(grown)?.spec.replicas, record(after.get(grown)!)], 'the count of now is remembered').toEqual([0, '5']);
    expect(after.get(other)?.spec.replicas, 'a set of the same name is not the one that was meant').toBe(1);
    await stop.button('Show the details').click();
    await expect(stop.row(other)).toContainText('skipped');
    for (let index = 0; index < 200; index += 1) {
        const set = after.get(name(index))!;
        if ([grown, other].includes(set.metadata.name)) continue;
        expect([set.metadata.name, set.spec.replicas, record(set)]).toEqual([name(index), 0, wanted(index) > 0 ? String(wanted(index)) : remembered(index)]);
    }
    const again = await changes(faults, mark);
    const wereDone = [...before.values()].filter((set) => set.spec.replicas === 0).map((set) => set.metadata.name);
    expect(wereDone.filter((set) => again.has(set)), 'what was done is not done again').toEqual([]);
});

test('what is refused says why in the server\'s words, and is done when it is tried again with the right', async ({ page, namespace, serve, problems }) => {
    problems.allow(BROKEN_CONNECTION);
    const other = await Namespace.create(`${namespace.name}-b`);
    const someone = await person(namespace, 'someone', EDIT);
    await admit(other, someone.username, EDIT);
    await each([...Array(25).keys()], (index) => namespace.createSet(statefulSet(`a-${index}`)));
    await each([...Array(25).keys()], (index) => other.createSet(statefulSet(`b-${index}`)));
    const gateway = await serve();
    await page.goto(gateway.url(`#/statefulsets?namespace=${namespace.name},${other.name}`));
    await new SignInPage(page).signIn(someone.token);
    await expect(page.locator('.page-count')).toHaveText('50');
    await actOnAll(page, 'Stop', 'Stop 50 sets', () => other.setRole('someone', VIEW));
    const stop = new RunDock(page, 'Stop 50 sets');
    await stop.ends('25 done, 25 failed');
    await stop.button(/^failed/).click();
    await expect(stop.row('b-7')).toContainText(`User "${someone.username}" cannot patch resource "statefulsets"`);
    await expect(stop.row('a-7')).toHaveCount(0);
    expect((await other.sets()).every((set) => set.spec.replicas === 1 && record(set) === undefined)).toBe(true);
    await other.setRole('someone', EDIT);
    await stop.button('Try 25 again').click();
    await stop.ends('50 done');
    for (const place of [namespace, other]) {
        expect((await place.sets()).filter((set) => set.spec.replicas !== 0 || record(set) !== '1')).toEqual([]);
    }
    await other.remove();
});

test('what a quota holds back is waited for until one stops waiting, and what another client does meanwhile is respected', async ({ page, namespace, faults, problems }) => {
    problems.allow(BROKEN_CONNECTION);
    await each([...Array(200).keys()], (index) => namespace.createSet(statefulSet(name(index), { replicas: 0, annotations: { [RECORD]: '1' } })));
    await namespace.create('resourcequotas', { metadata: { name: 'few' }, spec: { hard: { pods: '150' } } });
    await expect.poll(async () => (await request('GET', `/api/v1/namespaces/${namespace.name}/resourcequotas/few`)).status?.hard?.pods).toBe('150');
    await open(page, namespace, 200);
    // So slow that the others are not reached before another client has been there.
    await faults.inject({ only: '/statefulsets/', delay: 1_000 });
    await actOnAll(page, 'Start', 'Start 200 sets', async (dialog) => {
        await dialog.getByRole('checkbox', { name: /^Done only when/ }).check();
    });
    const [more, started, gone, anew] = [196, 197, 198, 199].map(name);
    await namespace.patchSet(more, { metadata: { annotations: { [RECORD]: '2' } } });
    await namespace.patchSet(started, { spec: { replicas: 1 }, metadata: { annotations: { [RECORD]: null } } });
    await namespace.deleteSet(gone);
    const uid = await replace(namespace, anew, 0);
    await faults.heal();
    const start = new RunDock(page, 'Start 200 sets');
    // Of 150 pods one is of the set that was started elsewhere, and of the set of two there may be none, one or both.
    await start.reaches(150);
    await expect(start.dock.getByRole('status').first()).toContainText(/wait for their pods: Refused by the API server \d+/);
    await expect(start.dock.getByRole('row').filter({ hasText: 'exceeded quota: few' }).first()).toContainText('waiting for the pods');
    await expect(start.button('Stop waiting')).toBeVisible({ timeout: 60_000 });
    await start.button('Stop waiting').click();
    await start.ends('197 done, 3 skipped');
    await expect(start.row(started)).toContainText('It is running already');
    await expect(start.row(anew)).toContainText('skipped');
    const sets = await byName(namespace);
    const is = [...sets.values()].map((set) => [set.metadata.name, set.spec.replicas, record(set)]);
    const replicas = (index: number) => ({ [more]: 2, [anew]: 0 })[name(index)] ?? 1;
    const planned = [...Array(200).keys()].map((index) => [name(index), replicas(index), undefined]);
    expect(is).toEqual(planned.filter(([set]) => set !== gone));
    expect(sets.get(anew)?.metadata.uid, 'the new one of that name was not meant').toBe(uid);
});

test('many things at once, refused, cut off, changed, replaced: each set is as the plan says', async ({ page, namespace, serve, problems }) => {
    problems.allow(BROKEN_CONNECTION);
    const other = await Namespace.create(`${namespace.name}-b`);
    const someone = await person(namespace, 'someone', EDIT);
    await admit(other, someone.username, EDIT);
    await mixed(namespace, 100);
    await mixed(other, 100);
    const gateway = await serve();
    await page.goto(gateway.url(`#/statefulsets?namespace=${namespace.name},${other.name}&sort=name`));
    await new SignInPage(page).signIn(someone.token);
    await expect(page.locator('.page-count')).toHaveText('200', { timeout: 60_000 });
    await actOnAll(page, 'Stop', 'Stop 140 sets', async () => {
        await other.setRole('someone', VIEW);
        gateway.cutAfter(60, 'PATCH');
    });
    const stop = new RunDock(page, 'Stop 140 sets');
    await stop.stands('Paused: the connection is lost');
    // Meanwhile another client changes one that is done, and some of those that have not begun.
    const [done, grown, labelled, stopped, gone, anew] = [3, 95, 96, 97, 98, 99].map(name);
    await namespace.scale(done, 3);
    await namespace.scale(grown, 5);
    await namespace.patchSet(labelled, { metadata: { labels: { tier: 'db' } } });
    await namespace.scale(stopped, 0);
    await namespace.deleteSet(gone);
    const uids = [await replace(namespace, anew, 1), await replace(other, anew, 4)];
    await gateway.mend();
    await stop.ends('67 done, 70 failed, 63 skipped');
    const [here, there] = [await byName(namespace), await byName(other)];
    const as = (sets: Map<string, KubeObject>) => [...sets.values()].map((set) => [set.metadata.name, set.spec.replicas, record(set)]);
    const indices = [...Array(100).keys()];
    const elsewhere: Record<string, unknown[]> = { [done]: [3, '2'], [grown]: [0, '5'], [stopped]: [0, undefined], [anew]: [1, undefined] };
    const outcome = (index: number) => elsewhere[name(index)] ?? [0, wanted(index) > 0 ? String(wanted(index)) : remembered(index)];
    expect(as(here)).toEqual(indices.map((index) => [name(index), ...outcome(index)]).filter(([set]) => set !== gone));
    expect((here.get(labelled)?.metadata.labels as Record<string, string>).tier, 'what another client wrote stays').toBe('db');
    const untouched = (index: number) => (name(index) === anew ? [4, undefined] : [wanted(index), remembered(index)]);
    expect(as(there)).toEqual(indices.map((index) => [name(index), ...untouched(index)]));
    expect([here, there].map((sets) => sets.get(anew)?.metadata.uid)).toEqual(uids);

    // All that the person may delete are deleted, and again the connection is cut, and another client is there.
    await stop.button('Close').click();
    await expect(page.locator('.page-count')).toHaveText('199');
    await actOnAll(page, 'Delete', 'Delete 99 sets', async (dialog) => {
        await dialog.getByRole('textbox').fill('confirmed');
        gateway.cutAfter(40, 'DELETE');
    });
    const remove = new RunDock(page, 'Delete 99 sets');
    await remove.stands('Paused: the connection is lost');
    const again = await replace(namespace, grown, 2);
    await namespace.deleteSet(stopped);
    await gateway.mend();
    await remove.ends('98 done, 101 skipped');
    expect((await namespace.sets()).map((set) => set.metadata.uid), 'only what was made anew is there').toEqual([again]);
    expect(as(await byName(other))).toEqual(as(there));
    expect(gateway.passed.filter(({ method, path }) => method === 'DELETE' && path.includes(other.name))).toEqual([]);
    await other.remove();
});

for (const status of [429, 503] as const) {
    test(`a server that asks for patience by ${status} pauses the run for as long as it says, and nothing is done twice`, async ({ page, namespace, faults, problems }) => {
        problems.allow(new RegExp(`Failed to load resource: .* ${status}`));
        await each([...Array(12).keys()], (index) => namespace.createSet(statefulSet(name(index))));
        await open(page, namespace, 12);
        const mark = await faults.mark();
        await faults.inject({ only: `/namespaces/${namespace.name}/statefulsets/`, throttle: 1_000, throttleStatus: status });
        await actOnAll(page, 'Stop', 'Stop 12 sets');
        const stop = new RunDock(page, 'Stop 12 sets');
        await stop.stands('Paused: the API server asks for patience.');
        await expect(stop.dock.getByRole('progressbar')).toHaveAccessibleName('0 of 12');
        await faults.heal();
        await stop.ends('12 done');
        expect([...(await changes(faults, mark)).values()], 'one change for each').toEqual(Array(12).fill(1));
        expect((await namespace.sets()).filter((set) => set.spec.replicas !== 0 || record(set) !== '1')).toEqual([]);
    });
}

test('one after the other waits for each, and a failure holds the rest', async ({ page, namespace }) => {
    for (const set of ['a', 'b', 'c']) await namespace.createSet(statefulSet(set, { gated: true }));
    await open(page, namespace, 3);
    await expect.poll(async () => (await namespace.pods()).length).toBe(3);
    for (const set of ['a', 'b', 'c']) await namespace.openGate(`${set}-0`);
    await expect(new ListPage(page).row('c')).toContainText('1 / 1');
    await actOnAll(page, 'Restart', 'Restart 3 sets', async (dialog) => {
        await dialog.getByRole('checkbox', { name: /^One set after the other/ }).check();
    });
    const restart = new RunDock(page, 'Restart 3 sets');
    await expect(restart.row('a')).toContainText('waiting for the pods');
    await expect(restart.row('b')).toContainText('waiting');
    expect(restarted(await namespace.set('b')), 'the next has not begun').toBeUndefined();
    await expect.poll(async () => (await namespace.pods()).find((pod) => pod.metadata.name === 'a-0' && pod.spec.schedulingGates)).toBeTruthy();
    await namespace.openGate('a-0');
    await expect(restart.row('a')).toContainText('done');
    await expect.poll(async () => restarted(await namespace.set('b'))).toBeTruthy();
    await namespace.deleteSet('b');
    await expect(restart.row('b')).toContainText('it was deleted while it was waited for');
    await expect(restart.dock.getByRole('status')).toContainText('b failed, so the rest waits');
    expect(restarted(await namespace.set('c')), 'a failure holds the rest').toBeUndefined();
    await restart.button('Cancel 1 not begun').click();
    await restart.ends('1 done, 1 failed, 1 cancelled');
});

test('a run belongs to one page: another offers it only when that page is gone', async ({ page, namespace, faults, context, problems }) => {
    problems.allow(BROKEN_CONNECTION);
    await each([...Array(30).keys()], (index) => namespace.createSet(statefulSet(name(index))));
    await open(page, namespace, 30);
    // So slow that it cannot end before the other page has been looked at.
    await faults.inject({ only: '/statefulsets/', delay: 8_000 });
    await actOnAll(page, 'Stop', 'Stop 30 sets');
    await new RunDock(page, 'Stop 30 sets').reaches(1);
    const second = await context.newPage();
    await open(second, namespace, 30);
    await expect(second.getByRole('region', { name: 'Operations' })).toHaveCount(0);
    await second.goto('./#/activity');
    await expect(second.getByRole('listitem').filter({ hasText: 'Stop 30 sets' })).toBeVisible();
    await page.close();
    await second.reload();
    const stop = new RunDock(second, 'Stop 30 sets');
    await expect(stop.dock.getByRole('status')).toContainText('Left undone');
    await faults.heal();
    await stop.button('Leave it undone').click();
    await expect(second.getByRole('region', { name: 'Operations' })).toHaveCount(0);
    await expect(second.getByRole('listitem').filter({ hasText: 'Stop 30 sets' })).toContainText(/done.*cancelled/);
    expect((await namespace.sets()).filter((set) => set.spec.replicas > 0).length).toBeGreaterThan(0);
});

for (const [locale, words] of [
    ['en', { stop: /^Stop…/, title: 'Stop 2 sets', done: '2 done', activity: 'Activity', undo: 'Undo…', created: '3 pods are created, each when the one before is ready: cache-0, cache-1, cache-2.', back: 'Change 2 sets back', find: 'Find in the record' }],
    ['zh', { stop: /^停止/, title: '停止 2 个有状态副本集', done: '2 个完成', activity: '操作记录', undo: '撤销…', created: '依次创建 3 个容器组，前一个就绪后才创建下一个：cache-0、cache-1、cache-2。', back: '恢复 2 个有状态副本集', find: '查找记录' }],
] as const) {
    test(`what was done is in the record, can be found, taken home and undone, by keyboard (${locale})`, async ({ page, namespace }) => {
        await page.addInitScript((locale) => localStorage.setItem('ordinal.locale', locale), locale);
        await namespace.createSet(statefulSet('web', { replicas: 2 }));
        await namespace.createSet(statefulSet('cache', { replicas: 3 }));
        await page.goto(`./#/statefulsets?namespace=${namespace.name}&sort=name`);
        await expect(page.getByRole('row').filter({ hasText: 'web' })).toContainText('2 / 2');
        for (const key of ['j', 'x', 'j', 'x', 'Shift+S']) await page.keyboard.press(key);
        const dialog = page.getByRole('dialog');
        await expect(dialog).toContainText('cache');
        await dialog.getByRole('button', { name: words.title }).press('Enter');
        const dock = page.getByRole('article', { name: words.title });
        await expect(dock.getByRole('progressbar')).toHaveAccessibleName(words.done);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => ({ id, at: nodes.map((node) => node.html) }))).toEqual([]);
        await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
        await dock.getByRole('button', { name: /^(Copy the result|复制结果)/ }).press('Enter');
        await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain(`${namespace.name}/cache: `);
        const [table] = await Promise.all([page.waitForEvent('download'), dock.getByRole('button', { name: /CSV/ }).press('Enter')]);
        expect((await readFile(await table.path(), 'utf8')).split('\n').filter((row) => row.includes(`${namespace.name},`))).toHaveLength(2);
        await dock.getByRole('button', { name: /^(Close|关闭)$/ }).press('Enter');

        await page.keyboard.press('g');
        await page.keyboard.press('a');
        await expect(page.getByRole('heading', { name: words.activity, level: 1 })).toBeVisible();
        const search = page.getByRole('searchbox', { name: words.find });
        await search.fill('no such set');
        await expect(page.getByRole('heading', { level: 2 })).toHaveCount(1);
        await search.fill('cach');
        const entry = page.getByRole('listitem').filter({ hasText: words.title });
        await expect(entry).toContainText(words.done);
        await entry.getByRole('button').first().press('Enter');
        await expect(entry.getByRole('row').filter({ hasText: 'cache' })).toContainText('PATCH /apis/apps/v1/namespaces/');
        const record = await new AxeBuilder({ page }).analyze();
        expect(record.violations.map(({ id, nodes }) => ({ id, at: nodes.map((node) => node.html) }))).toEqual([]);
        const saved = page.waitForEvent('download');
        await page.getByRole('button', { name: /JSON/ }).press('Enter');
        expect((await saved).suggestedFilename()).toMatch(/^ordinal-.*\.json$/);
        await entry.getByRole('button', { name: words.undo }).press('Enter');
        await expect(dialog).toContainText(words.created);
        await expect(dialog.getByRole('img').first()).toBeVisible();
        const asked = await new AxeBuilder({ page }).analyze();
        expect(asked.violations.map(({ id, nodes }) => ({ id, at: nodes.map((node) => node.html) }))).toEqual([]);
        await dialog.getByRole('button', { name: words.back }).press('Enter');
        await expect.poll(async () => (await namespace.sets()).map((set) => [set.metadata.name, set.spec.replicas, (set.metadata.annotations as any)?.[RECORD]])).toEqual([
            ['cache', 3, undefined],
            ['web', 2, undefined],
        ]);
    });
}
