// Goal: what the browser keeps is what one means to be kept: never a Secret, never an older draft in the place of a newer
// one, and of what another version kept nothing is carried out.
import type { Page } from '@playwright/test';
import { CreatePage } from '../pages/create.ts';
import { request } from '../support/cluster.ts';
import { expect, test } from '../support/test.ts';
import { statefulSet } from '../support/workloads.ts';

const SERVICE = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: cache\nspec:\n  ports: [{port: 6379}]\n';
const SECRET = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\nstringData:\n  password: hunter2\n';

/** Everything that the browser keeps for the console. */
const everything = (page: Page) => page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));

const drafts = (page: Page) => page.evaluate(() => Object.keys(sessionStorage).filter((key) => /\.(draft|base)\./.test(key)));

const keeping = (page: Page) => page.locator('.create-kept');

/** Fills the tab's storage but for so many characters. */
async function leaveRoom(page: Page, characters: number): Promise<void> {
    await page.evaluate((characters) => {
        let filler = '';
        for (let size = 1 << 24; size >= 1; size >>= 1) {
            try {
                sessionStorage.setItem('filler', filler + 'x'.repeat(size));
                filler += 'x'.repeat(size);
            } catch {
                // Half of it may still fit.
            }
        }
        sessionStorage.setItem('filler', filler.slice(characters));
    }, characters);
}

for (const [locale, secret, large, forbidden] of [
    ['en', 'it holds a Secret', 'too large', 'the browser does not allow it'],
    ['zh', '含 Secret', '过大', '不允许'],
] as const) {
    test(`a draft with a Secret is not kept and says so, and what follows it is (${locale})`, async ({ page, namespace }) => {
        await page.addInitScript((locale) => localStorage.setItem('ordinal.locale', locale), locale);
        const create = new CreatePage(page);
        await create.open(namespace);
        await create.paste(SERVICE);
        await expect(keeping(page)).toHaveAttribute('data-kept', 'true');
        await create.paste(`${SERVICE}---\n${SECRET}`);
        await expect(keeping(page)).toHaveAttribute('data-kept', 'secret');
        await expect(keeping(page)).toContainText(secret);
        expect(await drafts(page), 'nor is what was kept before').toEqual([]);
        await create.paste(`${SERVICE}---\n${SECRET}\tx: [`);
        await expect(create.documents).toContainText(/line|行/);
        await expect(keeping(page)).toHaveAttribute('data-kept', 'secret');
        await create.paste(SERVICE);
        await expect(keeping(page)).toHaveAttribute('data-kept', 'true');
        expect(await everything(page), 'not as a step to undo either').not.toContain('hunter2');
        await page.reload();
        await expect(create.document('Service cache')).toBeVisible();
    });

    test(`a draft that does not fit says so, and no older one comes back in its place (${locale})`, async ({ page, namespace }) => {
        await page.addInitScript((locale) => localStorage.setItem('ordinal.locale', locale), locale);
        const create = new CreatePage(page);
        await create.open(namespace);
        await create.paste(SERVICE);
        await expect(keeping(page)).toHaveAttribute('data-kept', 'true');
        await leaveRoom(page, 500);
        await create.paste(`${SERVICE}# ${'long '.repeat(4_000)}\n`);
        await expect(keeping(page)).toHaveAttribute('data-kept', 'too-large');
        await expect(keeping(page)).toContainText(large);
        expect(await drafts(page)).toEqual([]);
        await page.evaluate(() => sessionStorage.removeItem('filler'));
        await create.paste(SERVICE);
        await expect(keeping(page)).toHaveAttribute('data-kept', 'true');
        // The browser refuses from now on, whatever it is.
        await page.evaluate(() => {
            Storage.prototype.setItem = () => {
                throw new DOMException('no', 'SecurityError');
            };
        });
        await create.paste(SERVICE.replace('cache', 'store'));
        await expect(keeping(page)).toHaveAttribute('data-kept', 'forbidden');
        await expect(keeping(page)).toContainText(forbidden);
        expect(await drafts(page)).toEqual([]);
    });
}

test('a set that is being changed is not kept without what it was before', async ({ page, namespace }) => {
    await namespace.createSet(statefulSet('web', { annotations: { note: 'x'.repeat(20_000) } }));
    await page.goto(`./#/statefulsets/${namespace.name}/web/edit`);
    const create = new CreatePage(page);
    await create.isReady();
    await create.paste(JSON.stringify({ ...statefulSet('web', { replicas: 2 }), metadata: { name: 'web', namespace: namespace.name } }));
    await expect(keeping(page)).toHaveAttribute('data-kept', 'true');
    expect(await drafts(page)).toHaveLength(2);
    // Room for what is written and not for the set: 20,000 characters are in its annotation.
    await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.includes('.base.')).forEach((key) => sessionStorage.removeItem(key)));
    await leaveRoom(page, 10_000);
    await create.paste(JSON.stringify({ ...statefulSet('web', { replicas: 3 }), metadata: { name: 'web', namespace: namespace.name } }));
    await expect(keeping(page)).toHaveAttribute('data-kept', 'too-large');
    expect(await drafts(page)).toEqual([]);
});

test('a draft of another version stays until it is discarded, and one of an earlier version is taken over', async ({ page, namespace }) => {
    const { uid } = (await request('GET', '/api/v1/namespaces/kube-system')).metadata;
    const key = `ordinal.${uid}.draft.create`;
    const create = new CreatePage(page);
    await create.open(namespace);
    const keep = async (text: string) => {
        await page.evaluate(([key, text]) => sessionStorage.setItem(key, text), [key, text]);
        await page.reload();
        await create.isReady();
    };
    const older = '\u0001draft1 ' + JSON.stringify({ text: SERVICE, frame: [false, 0], sources: [], steps: [], done: 0, typed: [] });
    await keep(older);
    await expect(create.document('Service cache')).toBeVisible();
    await expect(keeping(page)).toHaveAttribute('data-kept', 'true');
    await keep('\u0001draft1 ' + JSON.stringify({ text: SECRET, frame: [false, 0], sources: [], steps: [], done: 0, typed: [] }));
    await expect(create.document('Secret db')).toBeVisible();
    await expect(keeping(page)).toHaveAttribute('data-kept', 'secret');
    expect(await everything(page)).not.toContain('hunter2');
    const newer = '\u0001draft {"version":9,"text":"a: 1"}';
    await keep(newer);
    const note = page.getByRole('status').filter({ hasText: 'Another version of Ordinal kept a draft here' });
    await expect(note).toBeVisible();
    await create.paste(SERVICE.replace('cache', 'store'));
    await expect(keeping(page)).toHaveAttribute('data-kept', 'unreadable');
    expect(await page.evaluate((key) => sessionStorage.getItem(key), key)).toBe(newer);
    await note.getByRole('button', { name: 'Discard' }).click();
    await expect(keeping(page)).toHaveAttribute('data-kept', 'true');
    await page.reload();
    await expect(create.document('Service store')).toBeVisible();
});

test('what the first builds recorded is shown and never carried out, and what cannot be read can be discarded', async ({ page, namespace, faults }) => {
    await namespace.createSet(statefulSet('web', { replicas: 2 }));
    const set = await namespace.set('web');
    const { uid } = (await request('GET', '/api/v1/namespaces/kube-system')).metadata;
    const target = { namespace: namespace.name, name: 'web', uid: set.metadata.uid };
    const steps = [['PATCH', `/apis/apps/v1/namespaces/${namespace.name}/statefulsets/web?pretty=false`, 'application/merge-patch+json', '{"spec":{"replicas":0}}']];
    const order = { action: 'stop', details: null, wait: false, inTurn: false, targets: [] };
    const objects = [
        { ...target, state: 'running', steps },
        { ...target, state: 'done', steps, at: 1, undo: '{"spec":{"replicas":5}}' },
    ];
    await page.goto('./#/activity');
    await page.evaluate(([uid, order, objects]) => {
        const put = (name: string, value: unknown) => localStorage.setItem(`ordinal.${uid}.${name}`, typeof value === 'string' ? value : JSON.stringify(value));
        put('objects.1000-a.0', objects);
        put('run.1000-a', { version: 1, id: '1000-a', at: 1000, who: 'ann', order, planned: 2, cancelled: false, count: 2 });
        put('beat.1000-a', '- 1000');
        put('run.2000-b', { version: 9, id: '2000-b', anything: true });
        put('beat.2000-b', '- 2000');
    }, [uid, order, objects] as const);
    const mark = await faults.mark();
    await page.reload();
    const entry = page.getByRole('listitem').filter({ hasText: 'Stop 2 sets' });
    await expect(entry).toContainText('Recorded by an earlier version');
    await expect(entry).toContainText('1 done, 1 cancelled');
    await expect(entry.getByRole('button', { name: 'Undo…' })).toHaveCount(0);
    await entry.getByRole('button').first().click();
    await expect(entry.getByRole('row').first()).toContainText('PATCH /apis/apps/v1/namespaces/');
    const others = page.getByRole('status').filter({ hasText: '1 operation was recorded by another version' });
    await others.getByRole('button', { name: 'Discard' }).click();
    await expect(others).toHaveCount(0);
    await expect(page.getByRole('region', { name: 'Operations' })).toHaveCount(0);
    const kept = await page.evaluate(() => Object.keys(localStorage).filter((key) => /2000-b|beat/.test(key)));
    expect(kept).toEqual([]);
    expect((await faults.log(mark)).filter(({ method }) => ['PATCH', 'DELETE'].includes(method))).toEqual([]);
    expect((await namespace.set('web')).spec.replicas).toBe(2);
});
