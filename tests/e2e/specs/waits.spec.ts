// Goal: what a run waits for comes whatever becomes of its tab, and no two tabs carry out the same run.
import type { Page } from '@playwright/test';
import { ListPage } from '../pages/list.ts';
import { RunDock, actOnAll } from '../pages/runs.ts';
import { SignInPage } from '../pages/sign_in.ts';
import type { Namespace } from '../support/cluster.ts';
import { EDIT, person } from '../support/people.ts';
import { BROKEN_CONNECTION } from '../support/problems.ts';
import { expect, test } from '../support/test.ts';
import { statefulSet } from '../support/workloads.ts';

const RECORD = 'ordinal/replicas-before-stop';
const SETS = ['a', 'b'];

/** Sets that are stopped, and whose pods wait at a gate when they are started. */
async function stopped(namespace: Namespace): Promise<void> {
    for (const set of SETS) await namespace.createSet(statefulSet(set, { replicas: 0, annotations: { [RECORD]: '1' }, gated: true }));
}

/** Starts them and waits for their pods, which do not come before the gates are opened. */
async function startAndWait(page: Page): Promise<RunDock> {
    await expect(page.locator('.page-count')).toHaveText('2');
    await actOnAll(page, 'Start', 'Start 2 sets', async (dialog) => {
        await dialog.getByRole('checkbox', { name: /^Done only when/ }).check();
    });
    const run = new RunDock(page, 'Start 2 sets');
    for (const set of SETS) await expect(run.row(set)).toContainText('waiting for the pods');
    return run;
}

async function openGates(namespace: Namespace): Promise<void> {
    for (const set of SETS) {
        const pod = async () => (await namespace.pods()).some((pod) => pod.metadata.name === `${set}-0`);
        await expect.poll(pod).toBe(true);
        await namespace.openGate(`${set}-0`);
    }
}

/** The page goes out of sight, as when one turns to another tab. */
async function hide(page: Page): Promise<void> {
    await page.evaluate(() => {
        Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
        Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
        document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    });
}

test('a run whose tab has been out of sight for ten minutes goes on', async ({ page, namespace, problems }) => {
    problems.allow(BROKEN_CONNECTION);
    await stopped(namespace);
    await page.clock.install();
    await new ListPage(page).open(namespace);
    const run = await startAndWait(page);
    await hide(page);
    await page.clock.fastForward('06:00');
    await page.clock.fastForward('05:00');
    await openGates(namespace);
    await run.ends('2 done');
});

test('a refusal in the middle of a wait is no end while a review says otherwise', async ({ page, namespace, faults, problems }) => {
    problems.allow(BROKEN_CONNECTION);
    await stopped(namespace);
    await new ListPage(page).open(namespace);
    const run = await startAndWait(page);
    const forbidden = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message: 'statefulsets.apps is forbidden: User "admin" cannot list', reason: 'Forbidden', code: 403 };
    const path = `/apis/apps/v1/namespaces/${namespace.name}/statefulsets`;
    let refused = 0;
    await page.route((url) => url.pathname.endsWith(path), async (route) => {
        refused += 1;
        await route.fulfill({ status: 403, json: forbidden });
    });
    const reviewed = page.waitForResponse((response) => {
        return response.url().includes('/selfsubjectaccessreviews') && (response.request().postData() ?? '').includes('"list"') && refused > 0;
    }, { timeout: 60_000 });
    await faults.inject({ only: path, refuseUpgrades: true });
    expect(((await (await reviewed).json()) as any).status.allowed).toBe(true);
    for (const set of SETS) await expect(run.row(set)).toContainText('waiting for the pods');
    await page.unrouteAll();
    await faults.heal();
    await openGates(namespace);
    await run.ends('2 done');
});

test('a right that is taken in the middle of a wait ends it, in the server\'s words', async ({ page, namespace, serve, problems }) => {
    problems.allow(BROKEN_CONNECTION);
    await stopped(namespace);
    const someone = await person(namespace, 'someone', EDIT);
    const gateway = await serve();
    await page.goto(gateway.url(`#/statefulsets?namespace=${namespace.name}`));
    await new SignInPage(page).signIn(someone.token);
    const run = await startAndWait(page);
    await namespace.setRole('someone', []);
    await run.ends('2 failed');
    await expect(run.row('a')).toContainText(`User "${someone.username}" cannot list resource "statefulsets"`);
});

test('a run stays with the tab that has it, however long that sleeps, and of two that would take it one does', async ({ page, namespace, context, problems }) => {
    problems.allow(BROKEN_CONNECTION);
    await stopped(namespace);
    await new ListPage(page).open(namespace);
    const run = await startAndWait(page);
    // The tab sleeps: it does not say any more that it is there, and has not for long.
    await page.evaluate(() => {
        const set = Storage.prototype.setItem;
        Storage.prototype.setItem = function (key: string, value: string) {
            if (!key.includes('.beat.')) set.call(this, key, value);
        };
        for (const key of Object.keys(localStorage).filter((key) => key.includes('.beat.'))) {
            const [owner] = localStorage.getItem(key)!.split(' ');
            set.call(localStorage, key, `${owner} ${Date.now() - 600_000}`);
        }
    });
    const [second, third] = [await context.newPage(), await context.newPage()];
    for (const other of [second, third]) {
        await other.goto('./#/activity');
        // What was left undone is looked for before the record is shown, and would be offered by now.
        await expect(other.getByRole('listitem').filter({ hasText: 'Start 2 sets' })).toBeVisible();
        await expect(other.getByRole('region', { name: 'Operations' })).toHaveCount(0);
    }
    await expect(run.row('a')).toContainText('waiting for the pods');
    await page.close();
    const docks = [];
    for (const other of [second, third]) {
        await other.reload();
        docks.push(new RunDock(other, 'Start 2 sets'));
        await docks.at(-1)!.stands('Left undone: 2 of 2.');
    }
    await Promise.all(docks.map((dock) => dock.button('Check again and go on').click()));
    const counts = () => Promise.all(docks.map((dock) => dock.bar.count()));
    await expect.poll(async () => (await counts()).sort()).toEqual([0, 1]);
    const winner = docks[(await counts()).indexOf(1)];
    await openGates(namespace);
    await winner.ends('2 done');
});
