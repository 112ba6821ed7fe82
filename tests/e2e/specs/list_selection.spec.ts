// Goal: choose sets and take them home: the choice holds, whatever the list does meanwhile.
import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { ListPage } from '../pages/list.ts';
import { expect, test } from '../support/test.ts';
import { statefulSet } from '../support/workloads.ts';

async function saved(page: Page, press: () => Promise<void>): Promise<{ name: string; text: string }> {
    const [download] = await Promise.all([page.waitForEvent('download'), press()]);
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

test('a choice survives sorting, filters and live changes, and says what of it is hidden', async ({ page, namespace }) => {
    for (const name of ['a', 'b', 'c', 'd']) await namespace.createSet(statefulSet(name));
    const list = new ListPage(page);
    const bar = page.getByRole('group', { name: 'Chosen rows' });
    await list.open(namespace, { sort: 'name' });
    await list.toShowTheTruth(namespace);
    await list.box('a').click();
    await list.box('c').click({ modifiers: ['Shift'] });
    await expect(bar).toContainText('3 chosen');
    await expect(list.box('b')).toBeChecked();
    await list.table.getByRole('button', { name: 'Name' }).click();
    await namespace.scale('b', 2);
    await expect(list.row('b')).toContainText('2 / 2');
    await expect(bar).toContainText('3 chosen');
    await page.getByRole('searchbox').fill('a');
    await expect(bar).toContainText('3 chosen, 2 of them hidden');
    await page.getByRole('searchbox').fill('');
    await namespace.deleteSet('c');
    await expect(bar).toContainText('2 chosen');
    const all = list.table.getByRole('checkbox', { name: 'Choose all' });
    await expect(all).toHaveJSProperty('indeterminate', true);
    await all.click();
    await expect(bar).toContainText('3 chosen');
    await expect(all).toBeChecked();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => ({ id, at: nodes.map((node) => node.html) }))).toEqual([]);
    await bar.getByRole('button', { name: 'Clear' }).click();
    await expect(bar).toContainText('None chosen');
});

test('rows are chosen by keyboard', async ({ page, namespace }) => {
    for (const name of ['a', 'b', 'c']) await namespace.createSet(statefulSet(name));
    const list = new ListPage(page);
    await list.open(namespace, { sort: 'name' });
    await list.toShowTheTruth(namespace);
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await expect(list.box('a')).toBeChecked();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Shift+X');
    await expect(list.box('b')).toBeChecked();
    await expect(list.box('c')).toBeChecked();
    await page.keyboard.press('x');
    await expect(list.box('c')).not.toBeChecked();
});

test('chosen rows become a spreadsheet that runs nothing', async ({ page, namespace }) => {
    await namespace.createSet(statefulSet('a', { replicas: 2, annotations: { 'kubesphere.io/description': '=HYPERLINK("http://x","y")' } }));
    await namespace.createSet(statefulSet('b', { replicas: 0 }));
    const list = new ListPage(page);
    await list.open(namespace, { sort: 'name' });
    await expect(list.row('a')).toContainText('2 / 2');
    await list.box('a').click();
    const { name, text } = await saved(page, () => page.getByRole('button', { name: 'Export CSV' }).click());
    expect(name).toMatch(/^statefulsets-\d{4}-\d\d-\d\d\.csv$/);
    const [head, row, ...rest] = text.split('\r\n');
    expect(head).toBe('\ufeffName,Alias,Description,Status,Reason,Ready,Desired,Updated,To update,Strategy,Partition,Images,Created');
    expect(row).toContain('a,,"\'=HYPERLINK(""http://x"",""y"")",Running,,2,2,2,2,RollingUpdate,0,registry.example/main:1.0,20');
    expect(rest).toEqual(['']);
});

test('chosen sets become YAML that can be applied again, with what belongs to them, and name what is missing', async ({ page, namespace, problems }) => {
    problems.allow(/Failed to load resource/);
    const set = statefulSet('web');
    set.spec.template.spec.containers[0].envFrom = [{ configMapRef: { name: 'settings', optional: true } }, { secretRef: { name: 'password', optional: true } }];
    await namespace.createSet(set);
    await namespace.createSet(statefulSet('lone'));
    await namespace.create('services', { metadata: { name: 'web' }, spec: { clusterIP: 'None', selector: { app: 'web' }, ports: [{ port: 80 }] } });
    await namespace.create('configmaps', { metadata: { name: 'settings' }, data: { mode: 'fast' } } as never);
    const list = new ListPage(page);
    await list.open(namespace);
    await list.toShowTheTruth(namespace);
    await list.table.getByRole('checkbox', { name: 'Choose all' }).check();
    await page.getByRole('button', { name: 'Export YAML…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export 2 sets as YAML' });
    await dialog.getByRole('checkbox', { name: 'The ConfigMaps that they use' }).check();
    const { name, text } = await saved(page, () => dialog.getByRole('button', { name: 'Export YAML' }).click());
    expect(name).toMatch(/\.yaml$/);
    for (const words of ['kind: StatefulSet', 'kind: Service', 'kind: ConfigMap', 'mode: fast', 'clusterIP: None']) expect(text).toContain(words);
    for (const words of ['resourceVersion', 'managedFields', 'uid:', 'status:', 'password: ', 'kind: Secret']) expect(text).not.toContain(words);
    expect(text.split('\n---\n').length).toBe(4);
    // The Service that "lone" names does not exist: said in the dialog and in the file.
    await expect(dialog).toContainText('4 objects are in the file');
    await expect(dialog).toContainText('services "lone" not found');
    expect(text).toMatch(/^# could not be read: Service .*services "lone" not found/);
});
