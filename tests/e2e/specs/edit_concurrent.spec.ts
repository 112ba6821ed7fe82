// Goal: while a set is edited others write to it, and nobody loses anything: an edit changes what the person changed.
import type { Page } from '@playwright/test';
import { CreatePage } from '../pages/create.ts';
import { request, type KubeObject, type Namespace } from '../support/cluster.ts';
import { expect, test } from '../support/test.ts';
import { statefulSet } from '../support/workloads.ts';

const main = (set: KubeObject) => set.spec.template.spec.containers.find((each: { name: string }) => each.name === 'main');
const names = (list: { name: string }[]) => list.map((each) => each.name);

/** Opens the editor of a set with a variable in its container. */
async function edited(page: Page, namespace: Namespace): Promise<CreatePage> {
    const set = statefulSet('web', { replicas: 2, annotations: { note: 'as it was' }, labels: { version: '1.10' } });
    set.spec.template.spec.containers[0].env = [{ name: 'LEVEL', value: '1.0' }];
    set.spec.template.spec.containers[0].resources = { requests: { memory: '1Gi' } };
    await namespace.createSet(set);
    const edit = new CreatePage(page);
    await page.goto(`./#/statefulsets/${namespace.name}/web/edit`);
    await edit.isReady();
    return edit;
}

/** Writes the set whole, as a second client does that read it a moment ago. */
async function write(namespace: Namespace, change: (set: KubeObject) => void): Promise<void> {
    await expect(async () => {
        const set = await namespace.set('web');
        change(set);
        await request('PUT', `/apis/apps/v1/namespaces/${namespace.name}/statefulsets/web`, set);
    }).toPass();
}

const note = async (edit: CreatePage, from: string, to: string) =>
    edit.paste((await edit.text()).replace(`note: ${from}`, `note: ${to}`));

// Each of these was taken back by a save that changed something else.
const WRITES: { what: string; write: (set: KubeObject) => void; holds: (set: KubeObject) => unknown; value: unknown }[] = [
    { what: 'the replicas', write: (set) => { set.spec.replicas = 5; }, holds: (set) => set.spec.replicas, value: 5 },
    { what: 'an image', write: (set) => { main(set).image = 'registry.example/main:2.0'; }, holds: (set) => main(set).image, value: 'registry.example/main:2.0' },
    {
        what: 'a sidecar',
        write: (set) => { set.spec.template.spec.containers.push({ name: 'proxy', image: 'registry.example/proxy:1' }); },
        holds: (set) => names(set.spec.template.spec.containers),
        value: ['main', 'proxy'],
    },
    { what: 'a variable', write: (set) => { main(set).env.push({ name: 'ADDED', value: 'x' }); }, holds: (set) => names(main(set).env), value: ['LEVEL', 'ADDED'] },
    { what: 'a label', write: (set) => { (set.metadata.labels as Record<string, string>).team = 'data'; }, holds: (set) => (set.metadata.labels as Record<string, string>).team, value: 'data' },
];

test('what others write while a set is edited stays: replicas, image, sidecar, variable, label', async ({ page, namespace }) => {
    const edit = await edited(page, namespace);
    await note(edit, 'as it was', 'mine');
    await write(namespace, (set) => WRITES.forEach(({ write }) => write(set)));
    // It is noted at once, before anything is reviewed.
    await expect(page.getByRole('main')).toContainText('Modified since you opened it');
    await page.getByRole('button', { name: 'Review changes' }).click();
    await expect(edit.mine).toContainText('metadata.annotations.note');
    await expect(edit.mine.getByRole('listitem')).toHaveCount(1);
    await expect(edit.theirs.getByRole('listitem')).toHaveCount(WRITES.length);
    // A container that came is told by its name, and never as JSON.
    await expect(edit.theirs).toContainText('containers[proxy]');
    await expect(edit.theirs).not.toContainText('{"');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(edit.document('StatefulSet web')).toContainText('saved');
    const set = await namespace.set('web');
    for (const { what, holds, value } of WRITES) expect(holds(set), what).toEqual(value);
    expect((set.metadata.annotations as Record<string, string>).note).toBe('mine');
});

test('a second save on the same page takes back nothing that others wrote between the two', async ({ page, namespace }) => {
    const edit = await edited(page, namespace);
    await note(edit, 'as it was', 'one');
    await edit.save();
    await namespace.patchSet('web', {
        metadata: { labels: { team: 'data' }, annotations: { 'team.example/seen': 'yes' } },
        spec: { template: { metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': '2026-11-30T00:00:00Z' } } } },
    });
    await note(edit, 'one', 'two');
    await page.getByRole('button', { name: 'Review changes' }).click();
    await expect(edit.mine.getByRole('listitem')).toHaveCount(1);
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(edit.document('StatefulSet web')).toContainText('saved');
    const { metadata, spec } = await namespace.set('web');
    expect(metadata.labels).toMatchObject({ team: 'data' });
    expect(metadata.annotations).toMatchObject({ note: 'two', 'team.example/seen': 'yes' });
    expect(spec.template.metadata.annotations).toEqual({ 'kubectl.kubernetes.io/restartedAt': '2026-11-30T00:00:00Z' });
    // There is nothing more to save.
    await note(edit, 'two', 'three');
    await note(edit, 'three', 'two');
    await page.getByRole('button', { name: 'Review changes' }).click();
    await expect(edit.document('StatefulSet web')).toContainText('no changes');
});

test('undo after a save takes back what one saved oneself and nothing else', async ({ page, namespace }) => {
    const edit = await edited(page, namespace);
    await note(edit, 'as it was', 'one');
    await edit.save();
    await namespace.patchSet('web', { metadata: { labels: { team: 'data' } } });
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await edit.save();
    const { metadata } = await namespace.set('web');
    expect(metadata.annotations).toMatchObject({ note: 'as it was' });
    expect(metadata.labels).toMatchObject({ team: 'data' });
});

test('what both changed is decided by the person, value by value, and nothing is chosen beforehand', async ({ page, namespace }) => {
    const edit = await edited(page, namespace);
    const text = await edit.text();
    await edit.paste(text.replace('replicas: 2', 'replicas: 3').replace('main:1.0', 'main:mine').replace('as it was', 'mine'));
    await write(namespace, (set) => {
        set.spec.replicas = 5;
        main(set).image = 'registry.example/main:theirs';
    });
    await page.getByRole('button', { name: 'Review changes' }).click();
    await expect(edit.conflicts).toHaveCount(2);
    await expect(edit.results.getByRole('radio', { checked: true })).toHaveCount(0);
    const replicas = edit.conflicts.filter({ hasText: 'spec.replicas' });
    await expect(replicas).toContainText('2');
    await expect(replicas.getByRole('radio', { name: /Keep yours/ })).toHaveAccessibleName(/3/);
    await expect(replicas.getByRole('radio', { name: /Take theirs/ })).toHaveAccessibleName(/5/);
    const review = page.getByRole('button', { name: /^(Review|Save) changes/ });
    await expect(review).toHaveAccessibleDescription('Choose for 2 conflicts first');
    await replicas.getByRole('radio', { name: /Keep yours/ }).check();
    await expect(review).toHaveAccessibleDescription('Choose for 1 conflict first');
    await edit.conflicts.filter({ hasText: 'image' }).getByRole('radio', { name: /Take theirs/ }).check();
    await page.getByRole('button', { name: 'Review changes' }).click();
    await expect(edit.mine).toContainText('5 → 3');
    expect((await namespace.set('web')).spec.replicas).toBe(5);
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(edit.document('StatefulSet web')).toContainText('saved');
    const set = await namespace.set('web');
    expect([set.spec.replicas, main(set).image, (set.metadata.annotations as Record<string, string>).note]).toEqual([3, 'registry.example/main:theirs', 'mine']);
});

test('a decision holds for what was seen: who writes again is asked about again', async ({ page, namespace }) => {
    const edit = await edited(page, namespace);
    await edit.paste((await edit.text()).replace('replicas: 2', 'replicas: 3'));
    await namespace.scale('web', 5);
    await page.getByRole('button', { name: 'Review changes' }).click();
    await edit.conflicts.getByRole('radio', { name: /Keep yours/ }).check();
    await page.getByRole('button', { name: 'Review changes' }).click();
    await expect(edit.mine).toContainText('5 → 3');
    await namespace.scale('web', 6);
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(edit.conflicts).toHaveCount(1);
    await expect(edit.results.getByRole('radio', { checked: true })).toHaveCount(0);
    expect((await namespace.set('web')).spec.replicas).toBe(6);
});

test('a value that looks like a quantity is text: 1.10 to 1.1 is saved, as a label, a variable and in a ConfigMap', async ({ page, namespace, problems }) => {
    // The dry run of a creation says that the object is there.
    problems.allow(/status of 409/);
    const edit = await edited(page, namespace);
    const text = await edit.text();
    expect(text).toMatch(/version: "1.10"|version: '1.10'/);
    await edit.paste(text.replaceAll(/version: ["']1\.10["']/g, 'version: "1.1"').replace(/value: ["']1\.0["']/, 'value: "1"').replace('memory: 1Gi', 'memory: 1024Mi'));
    await page.getByRole('button', { name: 'Review changes' }).click();
    await expect(edit.mine).toContainText('"1.10" → "1.1"');
    // The same amount of memory, written otherwise, is no change.
    await expect(edit.mine).not.toContainText('memory');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(edit.document('StatefulSet web')).toContainText('saved');
    const set = await namespace.set('web');
    expect((set.metadata.labels as Record<string, string>).version).toBe('1.1');
    expect(main(set).env).toEqual([{ name: 'LEVEL', value: '1' }]);

    const config = (size: string, ratio: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'sizes' }, data: { size, ratio, other: 'kept' } });
    await namespace.create('configmaps', config('1024Mi', '1.0'));
    await edit.open(namespace);
    await edit.paste('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: sizes}\ndata: {size: 1Gi, ratio: "1"}\n');
    await page.getByRole('button', { name: /^Create/ }).click();
    await expect(edit.results).toContainText('"1024Mi" → "1Gi"');
    await edit.results.getByText('Update it').click();
    await page.getByRole('button', { name: 'Update 1 object' }).click();
    await expect(edit.document('ConfigMap sizes')).toContainText('updated');
    const kept = await request('GET', `/api/v1/namespaces/${namespace.name}/configmaps/sizes`);
    expect(kept.data).toEqual({ size: '1Gi', ratio: '1', other: 'kept' });
});

test('a set that is deleted while it is edited is said to be gone at once, and can be created anew from the text', async ({ page, namespace, problems }) => {
    problems.allow(/Failed to load resource/);
    const edit = await edited(page, namespace);
    await note(edit, 'as it was', 'mine');
    await namespace.deleteSet('web');
    await expect(page.getByRole('alert').filter({ hasText: 'web was deleted while you were editing it' })).toBeVisible();
    await page.getByRole('button', { name: 'Review changes' }).click();
    await expect(edit.document('StatefulSet web')).toContainText('deleted');
    await page.getByRole('button', { name: 'Create it anew…' }).click();
    await page.getByRole('button', { name: 'Create 1 object' }).click();
    await expect(edit.document('StatefulSet web')).toContainText('created');
    expect((await namespace.set('web')).metadata.annotations).toMatchObject({ note: 'mine' });
});

test('a set that is deleted and created anew is another one: the text of the first is not written to it', async ({ page, namespace, problems }) => {
    problems.allow(/Failed to load resource/);
    const edit = await edited(page, namespace);
    await note(edit, 'as it was', 'mine');
    await namespace.deleteSet('web');
    await expect.poll(() => namespace.hasSet('web')).toBe(false);
    await namespace.createSet(statefulSet('web', { replicas: 4 }));
    await page.getByRole('button', { name: 'Review changes' }).click();
    await expect(edit.document('StatefulSet web')).toContainText('deleted and created anew');
    await expect(page.getByRole('main')).toContainText('web was deleted and created anew while you were editing it');
    expect((await namespace.set('web')).metadata.annotations).toBeUndefined();
    await page.getByRole('button', { name: 'Discard the draft and open it again' }).click();
    await edit.isReady();
    expect(await edit.text()).toContain('replicas: 4');
});

test('every write names who sent it', async ({ page, namespace }) => {
    const edit = await edited(page, namespace);
    await note(edit, 'as it was', 'mine');
    await edit.save();
    await edit.open(namespace);
    await edit.paste('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: made}\ndata: {a: b}\n');
    await page.getByRole('button', { name: 'Create 1 object' }).click();
    await expect(edit.document('ConfigMap made')).toContainText('created');
    for (const path of [`/apis/apps/v1/namespaces/${namespace.name}/statefulsets/web`, `/api/v1/namespaces/${namespace.name}/configmaps/made`]) {
        const { metadata } = await request('GET', path);
        expect(metadata.managedFields.map((entry: { manager: string }) => entry.manager)).toContain('ordinal');
    }
});
