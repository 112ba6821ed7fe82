// Goal: a set is changed as YAML and nothing is lost: not what others wrote, not the draft, not what one took out.
import { CreatePage } from '../pages/create.ts';
import { ListPage } from '../pages/list.ts';
import { request, type Namespace } from '../support/cluster.ts';
import { expect, test } from '../support/test.ts';
import { statefulSet } from '../support/workloads.ts';

const MERGE = 'application/merge-patch+json';
const path = (namespace: Namespace, name: string) => `/apis/apps/v1/namespaces/${namespace.name}/statefulsets/${name}`;
const change = (namespace: Namespace, name: string, patch: object) => request('PATCH', path(namespace, name), patch, MERGE);
const address = (namespace: Namespace, name: string) => `./#/statefulsets/${namespace.name}/${name}/edit`;

test('a set is edited from its row by keyboard: what would change is seen first, and what others wrote meanwhile stays', async ({ page, namespace }) => {
    await namespace.createSet(statefulSet('web', { replicas: 1, annotations: { 'team.example/old': 'yes', 'team.example/kept': 'yes' } }));
    const { uid } = (await namespace.set('web')).metadata;
    const list = new ListPage(page);
    await list.open(namespace);
    await expect(list.row('web')).toBeVisible();
    await page.keyboard.press('j');
    await page.keyboard.press('e');
    const edit = new CreatePage(page);
    await edit.isReady();
    await expect(page).toHaveURL(new RegExp(`#/statefulsets/${namespace.name}/web/edit$`));
    await expect(page.getByRole('heading', { name: 'Edit web' })).toBeVisible();
    const text = await edit.text();
    expect(text).not.toMatch(/managedFields|resourceVersion|status:/);
    await edit.paste(text.replace('replicas: 1', 'replicas: 2').replace(/ *team.example\/old: .*\n/, ''));
    await change(namespace, 'web', { metadata: { labels: { 'team.example/new': 'yes' } } });
    await page.getByRole('button', { name: 'Review changes' }).click();
    await expect(edit.results).toContainText('1 → 2');
    await expect(edit.mine).toContainText('team.example/old');
    await expect(edit.mine).toContainText('removed');
    // What somebody else wrote meanwhile is said to be theirs.
    await expect(edit.theirs).toContainText('team.example/new');
    // That the draft holds no Service is no news about a set that is there.
    await expect(edit.documents).not.toContainText('no Service web');
    expect((await namespace.set('web')).spec.replicas).toBe(1);
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(edit.document('StatefulSet web')).toContainText('saved');
    const { metadata, spec } = await namespace.set('web');
    expect([metadata.uid, spec.replicas, metadata.labels?.['team.example/new']]).toEqual([uid, 2, 'yes']);
    expect(Object.keys(metadata.annotations ?? {})).toEqual(['team.example/kept']);
    // What was done is the beginning of what comes next.
    await edit.paste((await edit.text()).replace('replicas: 2', 'replicas: 3'));
    await page.getByRole('button', { name: 'Review changes' }).click();
    await expect(edit.results).toContainText('2 → 3');
    await edit.open(namespace);
    await edit.paste(text);
    await expect(edit.documents).toContainText('no Service web in this draft');
});

test('an edit survives a reload and going elsewhere, and is not that of another set', async ({ page, namespace }) => {
    await namespace.createSet(statefulSet('web', { replicas: 1 }));
    await namespace.createSet(statefulSet('db', { replicas: 1 }));
    const edit = new CreatePage(page);
    await page.goto(address(namespace, 'web'));
    await edit.isReady();
    await edit.paste((await edit.text()).replace('replicas: 1', 'replicas: 0  # for the night'));
    await expect(page.getByRole('button', { name: 'Start over' })).toBeVisible();
    await page.reload();
    await edit.isReady();
    expect(await edit.text()).toContain('replicas: 0  # for the night');
    await page.goto(address(namespace, 'db'));
    await expect(page.getByRole('heading', { name: 'Edit db' })).toBeVisible();
    await edit.isReady();
    expect(await edit.text()).toContain('replicas: 1');
    await page.goto(`./#/statefulsets/create?namespace=${namespace.name}`);
    await expect(page.getByRole('heading', { name: 'Create from YAML' })).toBeVisible();
    await page.goto(address(namespace, 'web'));
    await edit.isReady();
    // What was taken out before the reload is still known to have been there.
    await edit.paste((await edit.text()).replace(/^ *serviceAccountName.*\n/m, ''));
    await page.getByRole('button', { name: 'Review changes' }).click();
    await expect(edit.results).toContainText('1 → 0');
    await page.getByRole('button', { name: 'Start over' }).click();
    expect(await edit.text()).toContain('replicas: 1');
});

test('what somebody changed after one saw it is asked about again, and a set that is gone is said to be gone', async ({ page, namespace, problems }) => {
    problems.allow(/Failed to load resource/);
    await namespace.createSet(statefulSet('web', { replicas: 1 }));
    const edit = new CreatePage(page);
    await page.goto(address(namespace, 'web'));
    await edit.isReady();
    await edit.paste((await edit.text()).replace('replicas: 1', 'replicas: 2'));
    await page.getByRole('button', { name: 'Review changes' }).click();
    await expect(edit.results).toContainText('1 → 2');
    await change(namespace, 'web', { spec: { replicas: 5 } });
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(edit.conflicts).toContainText('spec.replicas');
    expect((await namespace.set('web')).spec.replicas).toBe(5);
    await page.goto(address(namespace, 'never-was'));
    await expect(page.getByRole('main')).toContainText('never-was');
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
    await namespace.createSet(statefulSet('never-was'));
    await page.getByRole('button', { name: 'Try again' }).click();
    await edit.isReady();
});

test('editing is where YAML is shown, and one level back from it is the set', async ({ page, namespace }) => {
    await namespace.createSet(statefulSet('web'));
    await page.goto(`./#/statefulsets/${namespace.name}/web?tab=yaml`);
    await page.getByRole('link', { name: 'Edit YAML' }).click();
    const edit = new CreatePage(page);
    await edit.isReady();
    await page.getByRole('heading', { name: 'Edit web' }).click();
    await page.keyboard.press('Escape');
    await expect(page).toHaveURL(/\/web\?tab=yaml$/);
    await page.keyboard.press('e');
    await expect(page.getByRole('heading', { name: 'Edit web' })).toBeVisible();
});
