// Goal: the editor knows the cluster's kinds, and says what is wrong where it is, with what mends it.
import type { Page } from '@playwright/test';
import { CreatePage } from '../pages/create.ts';
import { request } from '../support/cluster.ts';
import { expect, test } from '../support/test.ts';

const SET = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: cache
spec:
  serviceName: cache
  replicas: 2
  selector: {matchLabels: {app: cache}}
  template:
    metadata: {labels: {app: cache}}
    spec:
      containers:
        - name: main
          image: registry.example/cache:1.0
`;

const SERVICE = 'apiVersion: v1\nkind: Service\nmetadata: {name: cache}\nspec: {clusterIP: None, selector: {app: cache}, ports: [{port: 6379}]}\n';

/** What the editor suggests. */
const suggestions = (page: Page) => page.getByRole('listbox', { name: 'Suggest' });
/** Completes where the caret is; the schema of the cluster may still be on its way. */
async function suggests(page: Page, name: RegExp): Promise<void> {
    await expect(async () => {
        await page.keyboard.press('Escape');
        await page.keyboard.press('Control+Space');
        await expect(suggestions(page).getByRole('option', { name }).first()).toBeVisible({ timeout: 5_000 });
    }).toPass();
}
/** Goes to what is wrong in the line of the caret. The check by the schema comes a moment after the text. */
async function toProblem(page: Page): Promise<void> {
    await expect(page.locator('.monaco-editor .squiggly-warning').first()).toBeVisible();
    await page.keyboard.press('Home');
    await page.keyboard.press('Home');
    await page.keyboard.press('F8');
}
/** Puts the caret behind a text that stands once in the editor. */
async function behind(create: CreatePage, text: string): Promise<void> {
    const page = create.page;
    await create.editor.focus();
    await page.keyboard.press('ControlOrMeta+f');
    await page.getByRole('textbox', { name: 'Find' }).fill(text);
    await expect(page.getByText('1 of 1', { exact: true })).toBeVisible();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await expect(create.editor).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(page.locator('.monaco-editor .selected-text')).toHaveCount(0);
}

test('fields and values are completed, explained and checked by the schema of the cluster', async ({ page, namespace }) => {
    const create = new CreatePage(page);
    await create.open(namespace);
    await create.paste(SET);
    await behind(create, 'replicas: 2');
    await page.keyboard.insertText('\npodMan');
    await suggests(page, /^podManagementPolicy/);
    await page.keyboard.press('Enter');
    await suggests(page, /^Parallel/);
    await page.keyboard.type('Par');
    await page.keyboard.press('Enter');
    await expect.poll(() => create.text()).toContain('  podManagementPolicy: Parallel\n');
    await behind(create, 'serviceName');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('F1');
    await expect(page.getByText('serviceName is the name of the service that governs this StatefulSet').first()).toBeVisible();
    await page.keyboard.press('Escape');
    await page.getByText('podManagementPolicy:').first().hover();
    await expect(page.getByText('podManagementPolicy controls how pods are created').first()).toBeVisible();
    await behind(create, 'image: registry.example/cache:1.0');
    await page.keyboard.insertText('\nimagePullPolice: Always');
    await toProblem(page);
    await expect(page.getByText('Property imagePullPolice is not allowed').first()).toBeVisible();
});

test('a kind that the cluster defines itself has its own fields', async ({ page, namespace }) => {
    const group = `${namespace.name}.example.com`;
    const path = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
    const size = { type: 'string', enum: ['small', 'large'], description: 'How much it holds.' };
    const openAPIV3Schema = { type: 'object', properties: { spec: { type: 'object', properties: { size } } } };
    const versions = [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema } }];
    const names = { plural: 'things', singular: 'thing', kind: 'Thing' };
    await request('POST', path, { metadata: { name: `things.${group}` }, spec: { group, scope: 'Namespaced', names, versions } });
    await expect.poll(async () => Object.keys((await request('GET', '/openapi/v3')).paths), { timeout: 30_000 }).toContain(`apis/${group}/v1`);
    try {
        const create = new CreatePage(page);
        await create.open(namespace);
        await create.paste(`apiVersion: ${group}/v1\nkind: Thing\nmetadata: {name: one}\nspec:\n  `);
        await suggests(page, /^size/);
        await page.keyboard.press('Enter');
        await suggests(page, /^large/);
    } finally {
        await request('DELETE', `${path}/things.${group}`);
    }
});

for (const [what, text] of [['one object', SET], ['a list of objects', `${SET}---\n${SERVICE}`]] as const) {
    test(`in JSON fields are completed, explained and checked as well: ${what}`, async ({ page, namespace }) => {
        const create = new CreatePage(page);
        await create.open(namespace);
        await create.paste(text);
        await page.getByRole('group', { name: 'Format' }).getByRole('button', { name: 'JSON' }).click();
        await expect(page.getByRole('textbox', { name: 'Manifest (JSON)' })).toBeAttached();
        await expect.poll(() => create.text()).toContain('"replicas": 2');
        await behind(create, '"replicas": 2,');
        await page.keyboard.insertText('\n    "podMan"');
        await page.keyboard.press('ArrowLeft');
        await suggests(page, /^podManagementPolicy/);
        await page.keyboard.press('Enter');
        await suggests(page, /Parallel/);
        await page.keyboard.press('Enter');
        await expect.poll(() => create.text()).toMatch(/"podManagementPolicy": "(OrderedReady|Parallel)",/);
        await behind(create, '"replicas');
        await page.keyboard.press('F1');
        await expect(page.getByText('replicas is the desired number of replicas').first()).toBeVisible();
        await page.keyboard.press('Escape');
        await page.keyboard.type('z');
        await toProblem(page);
        await expect(page.getByText('Property replicasz is not allowed').first()).toBeVisible();
    });
}

test('what is wrong stands at its line, counted for each document, and is mended from the keyboard or by a press', async ({ page, namespace }) => {
    const create = new CreatePage(page);
    await create.open(namespace);
    await create.paste(SET.replace('name: cache\nspec', 'name: Cache\nspec').replace('replicas: 2', 'replicas: 010'));
    const row = create.document('StatefulSet Cache');
    await expect(row).toContainText('1 problem');
    await behind(create, '  name: Cach');
    await page.keyboard.press('Control+.');
    await expect(page.getByText('Name it cache').first()).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(create.document('StatefulSet cache')).toBeVisible();
    await expect.poll(() => create.text()).toContain('name: cache\nspec');
    await create.document('StatefulSet cache').getByRole('button', { name: 'Write 8' }).click();
    await expect.poll(() => create.text()).toContain('replicas: 8\n');
});
