// Goal: a page that somebody visits, a link that somebody sends and a pod that serves something get nothing of the cluster.
import type { BrowserContext, Page } from '@playwright/test';
import { request } from '../support/cluster.ts';
import { environment } from '../support/environment.ts';
import { BROKEN_CONNECTION } from '../support/problems.ts';
import { attack, Stranger } from '../support/stranger.ts';
import { expect, test } from '../support/test.ts';

const CONSOLE = new URL(environment.page).origin;
const SECRETS = `${CONSOLE}/api/v1/secrets`;

/** Opens the console in a window of its own, and waits until it has drawn something. */
async function openConsole(context: BrowserContext): Promise<Page> {
    const page = await context.newPage();
    await page.goto(environment.page);
    await expect(page.getByRole('banner')).toBeVisible();
    return page;
}

for (const host of ['127.0.0.1', 'localhost'] as const) {
    test(`a page of ${host} on another port neither reads nor writes, frames or opens anything`, async ({ context, namespace }) => {
        const stranger = await Stranger.start();
        try {
            const page = await context.newPage();
            await page.goto(stranger.url(host));
            const evil = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'evil' } };
            const path = `/api/v1/namespaces/${namespace.name}/configmaps`;
            const attempts = await page.evaluate(attack, { origin: CONSOLE, written: { path, body: JSON.stringify(evil) } });
            expect(attempts.fetched, 'nothing is read').toContain('TypeError');
            expect(attempts.socket, 'no socket opens').toBe('closed');
            expect(attempts.loaded, 'no image, no script').toEqual([]);
            const names = (await request('GET', path)).items.map((item: any) => item.metadata.name);
            expect(names, 'nothing is written').not.toContain('evil');
            const frame = page.frames().find((frame) => frame !== page.mainFrame());
            expect(frame?.url(), 'the console is in no frame').toMatch(/^chrome-error:/);

            const opened = context.waitForEvent('page');
            await page.evaluate((address) => void ((window as any).opened = window.open(address)), SECRETS);
            await expect((await opened).locator('body')).toContainText('no address of it can be opened');
            const second = context.waitForEvent('page');
            await page.evaluate((address) => void ((window as any).console_ = window.open(address)), environment.page);
            await expect((await second).getByRole('banner')).toBeVisible();
            expect(await page.evaluate(() => (window as any).console_.closed), 'the console has its window alone').toBe(true);
        } finally {
            await stranger.stop();
        }
    });
}

test('a link to the API, typed or sent, shows nothing of it, and one to the console opens it', async ({ context }) => {
    const page = await context.newPage();
    for (const address of [SECRETS, `${CONSOLE}/version`]) {
        const answer = await page.goto(address);
        expect(answer!.status(), address).toBe(403);
        await expect(page.locator('body')).toContainText('no address of it can be opened');
    }
    await openConsole(context);
});

test('what a pod serves does not run as the console, and no worker gets between it and the cluster', async ({ context, namespace }) => {
    const page = await openConsole(context);
    const pod = `/api/v1/namespaces/${namespace.name}/pods/web-0/proxy/evil.html`;
    const fetched = await page.evaluate(async (path) => (await fetch(path)).status, pod);
    expect(fetched, 'not even to the page itself').toBe(403);
    for (const script of [pod, '/static/boot.js', '/version']) {
        const registered = await page.evaluate(
            (path) => navigator.serviceWorker.register(path).then(() => 'registered', (error) => String(error)),
            script,
        );
        expect(registered, script).not.toBe('registered');
    }
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
    const headers = await page.evaluate(async () => {
        const answer = await fetch('/version');
        return ['content-security-policy', 'x-content-type-options', 'cross-origin-resource-policy'].map((n) => answer.headers.get(n));
    });
    expect(headers).toEqual(["sandbox; default-src 'none'", 'nosniff', 'same-origin']);
    const other = await context.newPage();
    expect((await other.goto(CONSOLE + pod))!.status()).toBe(403);
});

test('a service worker that something else left at this address is removed', async ({ page, problems, serve }) => {
    // What the first of the two loads asked for is broken off by the second.
    problems.allow(BROKEN_CONNECTION);
    const gateway = await serve({ api: { '': 'admin' } });
    await page.goto(gateway.url());
    await expect(page.getByRole('banner')).toBeVisible();
    await page.evaluate(async () => {
        const { js } = document.querySelector<HTMLElement>('meta[name="app-main"]')!.dataset;
        await navigator.serviceWorker.register(new URL(js!, document.baseURI), { type: 'module' });
        await navigator.serviceWorker.ready;
    });
    await page.reload();
    await expect(page.getByRole('banner')).toBeVisible();
    // The page loads once more in between.
    await expect(async () => {
        const left = await page.evaluate(async () => [
            (await navigator.serviceWorker.getRegistrations()).length,
            navigator.serviceWorker.controller,
        ]);
        expect(left).toEqual([0, null]);
    }).toPass();
});
