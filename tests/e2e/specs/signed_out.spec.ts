// Goal: whoever is signed out in the middle of something signs in again, and it goes on: nothing was sent meanwhile,
// nothing failed, nothing is done twice, and nothing is done for somebody else.
import type { Page } from '@playwright/test';
import { CreatePage } from '../pages/create.ts';
import { RunDock, actOnAll } from '../pages/runs.ts';
import { Shell } from '../pages/shell.ts';
import { SignInPage } from '../pages/sign_in.ts';
import type { Namespace } from '../support/cluster.ts';
import type { Gateway, Passed } from '../support/gateway.ts';
import { EDIT, person, revocable, token } from '../support/people.ts';
import { BROKEN_CONNECTION } from '../support/problems.ts';
import { expect, test } from '../support/test.ts';
import { statefulSet } from '../support/workloads.ts';

const COUNT = 24;
const RECORD = 'ordinal/replicas-before-stop';
const TITLE = `Stop ${COUNT} sets`;
const PAUSED = 'Paused: sign in again to go on.';

const isPatch = ({ method }: Passed) => method === 'PATCH';
const hasToken = ({ authorization, subprotocol }: Passed) => authorization !== '' || subprotocol.includes('bearer.authorization');

test.beforeEach(({ problems }) => {
    test.setTimeout(180_000);
    problems.allow(BROKEN_CONNECTION);
});

/** A list of sets; the stop of all of them has come to the eighth, and the next four requests are under way. */
async function stopHalfway(page: Page, namespace: Namespace, gateway: Gateway, signIn: () => Promise<void>): Promise<RunDock> {
    await Promise.all([...Array(COUNT).keys()].map((index) => namespace.createSet(statefulSet(`s-${index}`))));
    await page.clock.install();
    await page.goto(gateway.url(`#/statefulsets?namespace=${namespace.name}&sort=name`));
    await signIn();
    await expect(page.locator('.page-count')).toHaveText(String(COUNT));
    gateway.holdAfter(8, isPatch);
    await actOnAll(page, 'Stop', TITLE);
    const stop = new RunDock(page, TITLE);
    await stop.reaches(8);
    await expect.poll(() => gateway.waiting).toBe(4);
    return stop;
}

/** All that makes a page ask: time that passes, a look at it, the network that comes back, another place. */
async function provoke(page: Page, namespace: Namespace): Promise<void> {
    await page.evaluate(() => {
        document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
        window.dispatchEvent(new Event('online'));
    });
    for (const place of [`#/statefulsets/${namespace.name}/s-0`, '#/settings']) {
        await page.evaluate((hash) => (location.hash = hash), place);
        for (let minute = 0; minute < 6; minute += 1) await page.clock.fastForward(10_000);
    }
    await expect(page.getByRole('heading', { name: 'Settings', level: 1, includeHidden: true })).toBeAttached();
}

/** Each set was stopped by one change, and remembers what it had. */
async function expectStoppedOnce(namespace: Namespace): Promise<void> {
    const sets = await namespace.sets();
    const is = sets.map(({ metadata, spec }) => [spec.replicas, (metadata.annotations as Record<string, string>)?.[RECORD], metadata.generation]);
    expect(is).toEqual(Array(COUNT).fill([0, '1', 2]));
}

test('a token that is revoked in the middle of a run pauses it: nothing is sent, nothing fails, and it goes on after signing in', async ({ page, namespace, serve }) => {
    await person(namespace, 'editor', EDIT);
    const session = await revocable(namespace, 'editor');
    const gateway = await serve();
    const signIn = new SignInPage(page);
    const stop = await stopHalfway(page, namespace, gateway, () => signIn.signIn(session.token));
    await session.revoke();
    gateway.release();
    await expect(signIn.dialog).toContainText('The API server no longer accepts your token');
    await stop.stands(PAUSED);
    const before = gateway.passed.length;
    await provoke(page, namespace);
    expect(gateway.passed.slice(before), 'nothing is sent').toEqual([]);
    await signIn.signIn(await token(namespace, 'editor'));
    await stop.ends(`${COUNT} done`);
    await expectStoppedOnce(namespace);
    const without = gateway.passed.slice(before).filter((request) => !hasToken(request));
    expect(without.map(({ method, path }) => `${method} ${path.split('?')[0]}`), 'only whether the connection has a credential of its own').toEqual([
        'POST /apis/authentication.k8s.io/v1/selfsubjectreviews',
    ]);
});

for (const portal of ['page', 'redirect'] as const) {
    test(`a gateway that wants a sign-in of its own pauses a run, and it goes on when that is done (${portal})`, async ({ page, namespace, serve }) => {
        const gateway = await serve({ api: { '': 'admin' } });
        const [shell, signIn] = [new Shell(page), new SignInPage(page)];
        const stop = await stopHalfway(page, namespace, gateway, () => signIn.is('admin'));
        gateway.signInElsewhere(portal);
        gateway.release();
        await shell.stands('Signed out');
        await stop.stands(PAUSED);
        const before = gateway.passed.length;
        await provoke(page, namespace);
        const asked = gateway.passed.slice(before).map(({ path }) => path.split('?')[0]);
        const probes = ['/readyz', '/version', '/api/v1/namespaces/kube-system', '/apis/authentication.k8s.io/v1/selfsubjectreviews'];
        expect(asked.filter((path) => !probes.includes(path)), 'nothing but who is there').toEqual([]);
        gateway.signInElsewhere(undefined);
        await stop.ends(`${COUNT} done`);
        await shell.isLive();
        await expectStoppedOnce(namespace);
    });
}

test('what one person began does not go on for another, who is told of it', async ({ page, namespace, serve }) => {
    const editor = await person(namespace, 'editor', EDIT);
    const other = await person(namespace, 'other', EDIT);
    const session = await revocable(namespace, 'editor');
    const gateway = await serve();
    const signIn = new SignInPage(page);
    const stop = await stopHalfway(page, namespace, gateway, () => signIn.signIn(session.token));
    await session.revoke();
    gateway.release();
    await stop.stands(PAUSED);
    const before = gateway.passed.length;
    await signIn.signIn(other.token);
    await signIn.is(other.username);
    await stop.stands(`Left undone: ${COUNT - 8} of ${COUNT}.`);
    await expect(stop.dock.getByRole('status')).toContainText(`by ${editor.username}.`);
    expect(gateway.passed.slice(before).filter(isPatch), 'nothing of it is carried out').toEqual([]);
    expect((await namespace.sets()).filter((set) => set.spec.replicas > 0).length).toBe(COUNT - 8);
});

test('a creation of several documents goes on after signing in, and creates each once', async ({ page, namespace, serve }) => {
    await person(namespace, 'editor', EDIT);
    const session = await revocable(namespace, 'editor');
    const gateway = await serve();
    const [signIn, create] = [new SignInPage(page), new CreatePage(page)];
    await page.goto(gateway.url(`#/statefulsets/create?namespace=${namespace.name}`));
    await signIn.signIn(session.token);
    await create.isReady();
    await create.paste(['a', 'b', 'c'].map((name) => JSON.stringify(statefulSet(name))).join('\n---\n'));
    await expect(create.documents.getByRole('listitem')).toHaveCount(3);
    const isCreation = ({ method, path }: Passed) => method === 'POST' && path.includes('/statefulsets') && !path.includes('dryRun');
    gateway.holdAfter(1, isCreation);
    await create.create();
    await expect.poll(() => gateway.waiting).toBe(1);
    await session.revoke();
    gateway.release();
    await expect(signIn.dialog).toContainText('The API server no longer accepts your token');
    await signIn.signIn(await token(namespace, 'editor'));
    await expect(create.summary).toContainText('3 created');
    expect((await namespace.sets()).map((set) => set.metadata.name).sort()).toEqual(['a', 'b', 'c']);
});
