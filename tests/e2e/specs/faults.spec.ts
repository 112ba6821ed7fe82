// Goal: believe what is on screen. Connections are broken in every way that is known; the list is right again within
// five seconds of the way back being open, and says meanwhile that it is not.
import type { Page } from '@playwright/test';
import { ListPage } from '../pages/list.ts';
import { Shell } from '../pages/shell.ts';
import type { Namespace } from '../support/cluster.ts';
import { BROKEN_CONNECTION } from '../support/problems.ts';
import { expect, test } from '../support/test.ts';
import { statefulSet } from '../support/workloads.ts';

/** The promise: right again this many milliseconds after the server is back. */
const PROMISE = 5_000;
const SETS = '/statefulsets';

test.beforeEach(({ problems }) => problems.allow(BROKEN_CONNECTION));

/** A live list with three sets in it. */
async function liveList(page: Page, namespace: Namespace): Promise<{ list: ListPage; shell: Shell }> {
    for (const name of ['alpha', 'beta', 'gamma']) await namespace.createSet(statefulSet(name));
    const list = new ListPage(page);
    const shell = new Shell(page);
    await list.open(namespace);
    await shell.isLive();
    await list.toShowTheTruth(namespace);
    return { list, shell };
}

/** Changes of every kind: one set comes, one is scaled, one goes. */
async function change(namespace: Namespace): Promise<void> {
    await namespace.createSet(statefulSet('delta'));
    await namespace.scale('alpha', 2);
    await namespace.deleteSet('beta');
}

test('a stream that is cut in the middle of an event loses nothing', async ({ page, namespace, faults }) => {
    const { list, shell } = await liveList(page, namespace);
    await faults.inject({ only: SETS, cutAfter: 40 });
    await change(namespace);
    await list.toShowTheTruth(namespace, PROMISE);
    await shell.isLive();
});

test('a history that is gone in the middle of a stream is listed anew', async ({ page, namespace, faults }) => {
    const { list, shell } = await liveList(page, namespace);
    const mark = await faults.mark();
    await faults.inject({ only: SETS, goneInStream: true });
    await change(namespace);
    await list.toShowTheTruth(namespace, PROMISE);
    await shell.isLive();
    const lists = (await faults.log(mark)).filter((asked) => asked.path.includes(SETS) && !asked.path.includes('watch='));
    expect(lists.length, 'a new list after 410').toBeGreaterThan(0);
});

test('a history that is gone when the watch begins is listed anew', async ({ page, namespace, faults }) => {
    const { list, shell } = await liveList(page, namespace);
    await faults.inject({ only: SETS, cutAfter: 10, goneAtHandshake: 1 });
    await change(namespace);
    await list.toShowTheTruth(namespace, PROMISE);
    await shell.isLive();
});

for (const bookmarks of ['repeated', 'late'] as const) {
    test(`${bookmarks} bookmarks lose nothing and show nothing twice`, async ({ page, namespace, faults }) => {
        const { list } = await liveList(page, namespace);
        await faults.inject({ only: SETS, bookmarks });
        await change(namespace);
        await list.toShowTheTruth(namespace);
        // Resuming from wherever the bookmarks led must neither skip a change nor replay one into the list.
        await faults.inject({ only: SETS, cutAfter: 5, bookmarks });
        await namespace.scale('gamma', 2);
        await namespace.createSet(statefulSet('epsilon'));
        await list.toShowTheTruth(namespace, PROMISE);
    });
}

test('a stream that goes silent is noticed', async ({ page, namespace, faults }) => {
    test.slow();
    const { list, shell } = await liveList(page, namespace);
    await faults.inject({ only: SETS, stall: true });
    await change(namespace);
    // Requests still get through, so once the silence is noticed the list is not old: it polls, and says so.
    await shell.isNotLive();
    await list.toShowTheTruth(namespace);
    await faults.heal();
    await list.toShowTheTruth(namespace, PROMISE);
    await shell.isLive();
});

test('an API server that restarts under the page is followed again', async ({ page, namespace, faults }) => {
    test.slow();
    const { list, shell } = await liveList(page, namespace);
    await faults.stopApiServer();
    await shell.isStale();
    await expect(list.row('alpha'), 'what was known stays on screen').toBeVisible();
    await faults.startApiServer();
    await change(namespace);
    await list.toShowTheTruth(namespace, PROMISE);
    await shell.isLive();
});

test('ten seconds without a connection are caught up with', async ({ page, namespace, faults }) => {
    test.slow();
    const { list, shell } = await liveList(page, namespace);
    await faults.inject({ proxyGone: true });
    await shell.isStale();
    await change(namespace);
    // The outage itself is what takes the time here: nothing may be given up after several failed attempts.
    await new Promise((resolve) => setTimeout(resolve, 10_000));
    await expect(list.row('beta'), 'the last known state, said to be old').toBeVisible();
    await faults.heal();
    await list.toShowTheTruth(namespace, PROMISE);
    await shell.isLive();
});

test('before anything was read, nothing is called old', async ({ page, namespace, faults }) => {
    await namespace.createSet(statefulSet('alpha'));
    await faults.inject({ badGateway: true });
    const list = new ListPage(page);
    const shell = new Shell(page);
    await list.open(namespace);
    await shell.stands('Cluster gone');
    await expect(page.getByRole('status').filter({ hasText: 'Nothing has been read yet' })).toBeVisible();
    await expect(shell.staleBanner).toBeHidden();
    await faults.heal();
    await list.toShowTheTruth(namespace, PROMISE);
    await shell.isLive();
    await faults.inject({ badGateway: true, cutAfter: 0 });
    await namespace.scale('alpha', 2);
    await expect(shell.staleBanner).toContainText('Showing what was known at', { timeout: 30_000 });
});

test('what serves the page gone, the cluster gone and signed out are told apart', async ({ page, namespace, faults }) => {
    test.slow();
    const { shell } = await liveList(page, namespace);
    await faults.inject({ proxyGone: true });
    await shell.stands('Proxy gone');
    await faults.heal();
    await shell.isLive();
    await faults.inject({ badGateway: true, cutAfter: 0 });
    await namespace.scale('alpha', 2);
    await shell.stands('Cluster gone');
    await faults.heal();
    await shell.isLive();
    await faults.inject({ unauthorized: true, cutAfter: 0 });
    await namespace.scale('alpha', 3);
    await shell.stands('Signed out');
    await faults.heal();
    await shell.isLive();
});

test('where upgrades are blocked, changes arrive by a streamed answer', async ({ page, namespace, faults }) => {
    await faults.inject({ refuseUpgrades: true });
    const { list, shell } = await liveList(page, namespace);
    await change(namespace);
    await list.toShowTheTruth(namespace);
    await shell.isLive();
    expect((await faults.streams()).some((address) => address.includes(SETS)), 'a stream is open').toBe(true);
});

test('where streams are blocked as well, the list polls and says so', async ({ page, namespace, faults }) => {
    test.slow();
    await faults.inject({ refuseUpgrades: true, bufferStreams: true });
    for (const name of ['alpha', 'beta', 'gamma']) await namespace.createSet(statefulSet(name));
    const list = new ListPage(page);
    const shell = new Shell(page);
    await list.open(namespace);
    await shell.stands('Polling');
    await change(namespace);
    await list.toShowTheTruth(namespace, 30_000);
});
