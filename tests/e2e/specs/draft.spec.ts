// Goal: a draft that never loses anything, however it is edited.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Download } from '@playwright/test';
import { CreatePage } from '../pages/create.ts';
import { request } from '../support/cluster.ts';
import { BROKEN_CONNECTION } from '../support/problems.ts';
import { expect, test } from '../support/test.ts';
import { statefulSet } from '../support/workloads.ts';

const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/drafts/${name}`, import.meta.url));

const definition = (group: string, schema: string) => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: things.${group}}
spec:
  group: ${group}
  scope: Namespaced
  names: {plural: things, singular: thing, kind: Thing}
  versions:
  - name: v1
    served: true
    storage: true
    schema: {openAPIV3Schema: ${schema}}
`;

const TEXT = `# mine
apiVersion: v1
kind: Service
metadata:
  name: cache   # found by DNS
spec:
  clusterIP: None
  selector: {app: cache}
  ports: [{port: 6379}]
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: cache
spec:
  replicas: 2   # for now
  serviceName: cache
  selector: {matchLabels: {app: cache}}
  template:
    metadata: {labels: {app: cache}}
    spec:
      containers:
        - name: main
          image: registry.example/cache:1.0
`;

test('a set gets another name, its Service follows, comments stay, and each step can be undone after a reload', async ({ page, namespace }) => {
    const create = new CreatePage(page);
    await create.open(namespace);
    await create.paste(TEXT);
    await create.act('StatefulSet cache', 'Rename…');
    const dialog = page.getByRole('dialog', { name: 'Rename StatefulSet cache' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('store');
    await page.keyboard.press('Enter');
    await expect(create.document('StatefulSet store')).toBeVisible();
    await expect(create.document('Service store')).toBeVisible();
    const renamed = TEXT.replace('name: cache   #', 'name: store   #')
        .replace('  name: cache\nspec', '  name: store\nspec')
        .replace('serviceName: cache', 'serviceName: store')
        .replaceAll('app: cache', 'app: store');
    expect(await create.text()).toBe(renamed);
    await page.reload();
    await expect(create.document('StatefulSet store')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(create.document('StatefulSet cache')).toBeVisible();
    await expect(create.editor).toBeAttached();
    expect(await create.text()).toBe(TEXT);
    await page.getByRole('button', { name: 'Redo' }).click();
    await expect(create.document('Service store')).toBeVisible();
});

test('JSON and back is the same text, and what is changed in the JSON changes only its place', async ({ page, namespace }) => {
    const create = new CreatePage(page);
    await create.open(namespace);
    await create.paste(TEXT);
    const format = (name: string) => page.getByRole('group', { name: 'Format' }).getByRole('button', { name });
    await format('JSON').click();
    await expect(format('JSON')).toHaveAttribute('aria-pressed', 'true');
    await expect(create.documents.getByRole('listitem')).toHaveCount(2);
    const json = await create.text();
    expect(JSON.parse(json).items[1].spec.replicas).toBe(2);
    await format('YAML').click();
    await expect(format('YAML')).toHaveAttribute('aria-pressed', 'true');
    expect(await create.text()).toBe(TEXT);
    await format('JSON').click();
    await create.paste(json.replace('"replicas": 2', '"replicas": 3'));
    await format('YAML').click();
    await expect(format('YAML')).toHaveAttribute('aria-pressed', 'true');
    expect(await create.text()).toBe(TEXT.replace('replicas: 2 ', 'replicas: 3 '));
});

test('documents are added for the set that is there, and taken out', async ({ page, namespace }) => {
    const create = new CreatePage(page);
    await create.open(namespace);
    await create.paste(TEXT);
    await page.getByRole('button', { name: 'Add a document' }).click();
    await page.getByRole('menuitem', { name: 'PodDisruptionBudget' }).click();
    await expect(create.document('PodDisruptionBudget cache')).toBeVisible();
    await create.act('Service cache', 'Remove');
    await expect(create.documents.getByRole('listitem')).toHaveCount(2);
    await create.create();
    await expect(create.summary).toContainText('2 created');
});

test('text that cannot be read keeps the draft, and says where', async ({ page, namespace }) => {
    const create = new CreatePage(page);
    await create.open(namespace);
    await create.paste(TEXT.replace('spec:\n  replicas', 'spec:\n\treplicas'));
    await expect(create.documents).toContainText('line 16');
    await page.getByRole('button', { name: 'JSON', exact: true }).click();
    await expect(page.getByText('Nothing was changed').first()).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(create.documents).not.toContainText('line 16');
});

test('an object is created right after the definition of its kind', async ({ page, namespace, problems }) => {
    problems.allow(/Failed to load resource/);
    const group = `${namespace.name}.example.com`;
    const create = new CreatePage(page);
    await create.open(namespace);
    await create.paste(`apiVersion: ${group}/v1
kind: Thing
metadata: {name: one}
---
${definition(group, '{type: object}')}`);
    await create.create();
    await expect(create.summary).toContainText('2 created', { timeout: 20_000 });
    await request('DELETE', `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/things.${group}`);
});

test('what was made before a failure can be removed', async ({ page, namespace, problems }) => {
    problems.allow(/Failed to load resource/);
    const group = `${namespace.name}.example.com`;
    const create = new CreatePage(page);
    await create.open(namespace);
    // Only when the definition is there can the server see that the object does not fit.
    await create.paste(`${definition(group, '{type: object, properties: {size: {type: integer}}}')}---
apiVersion: ${group}/v1
kind: Thing
metadata: {name: one}
size: large
`);
    await create.create();
    await expect(create.document('Thing one')).toContainText('refused');
    await expect(create.document('CustomResourceDefinition')).toContainText('created');
    await page.getByRole('button', { name: 'Remove what was created…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Remove the object that was created?' });
    await expect(dialog).toContainText(`CustomResourceDefinition things.${group}`);
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await expect(create.document('CustomResourceDefinition')).toContainText('not checked');
    const gone = async () => {
        const { items } = await request('GET', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions');
        return !items.some((item: any) => item.metadata.name === `things.${group}` && item.metadata.deletionTimestamp === undefined);
    };
    await expect.poll(gone).toBe(true);
});

test('after a failure halfway the rest is created when it is mended, and what exists is left', async ({ page, namespace, problems }) => {
    problems.allow(/Failed to load resource/);
    const group = `${namespace.name}.example.com`;
    const text = `${definition(group, '{type: object, properties: {size: {type: integer}}}')}---
apiVersion: ${group}/v1
kind: Thing
metadata: {name: one}
size: large
`;
    const path = `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/things.${group}`;
    try {
        const create = new CreatePage(page);
        await create.open(namespace);
        await create.paste(text);
        await create.create();
        await expect(create.summary).toContainText('1 created, 1 refused');
        const { uid } = (await request('GET', path)).metadata;
        await create.paste(text.replace('large', '3'));
        await page.getByRole('button', { name: 'Create the other 1' }).click();
        await expect(create.summary).toHaveText('2 created');
        expect((await request('GET', path)).metadata.uid).toBe(uid);
        expect((await request('GET', `/apis/${group}/v1/namespaces/${namespace.name}/things/one`)).size).toBe(3);
    } finally {
        await request('DELETE', path);
    }
});

test('a set of the cluster is the beginning of another one', async ({ page, namespace, problems }) => {
    problems.allow(/Failed to load resource/);
    await namespace.createSet(statefulSet('first', { replicas: 1 }));
    const create = new CreatePage(page);
    await create.open(namespace);
    await page.getByRole('button', { name: 'Like an existing set…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Like an existing set…' });
    await dialog.getByRole('combobox').selectOption(`${namespace.name}/first`);
    await dialog.getByRole('button', { name: 'Put into the draft' }).click();
    await expect(create.document('StatefulSet first')).toBeVisible();
    const text = await create.text();
    for (const key of ['uid:', 'resourceVersion:', 'managedFields:', 'status:', 'creationTimestamp:']) expect(text).not.toContain(key);
    await create.act('StatefulSet first', 'Rename…');
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('second');
    await page.keyboard.press('Enter');
    await create.create();
    await expect(create.document('StatefulSet second')).toContainText('created');
    const [first, second] = [await namespace.set('first'), await namespace.set('second')];
    expect(second.spec.template.spec).toEqual(first.spec.template.spec);
    expect(second.metadata.uid).not.toBe(first.metadata.uid);
});

test('objects with what a cluster filled in are cleaned on one press', async ({ page, namespace }) => {
    await namespace.createSet(statefulSet('read', { replicas: 1 }));
    const set = await namespace.set('read');
    const create = new CreatePage(page);
    await create.open(namespace);
    await create.paste(JSON.stringify({ apiVersion: 'apps/v1', kind: 'StatefulSet', ...set }, null, 2));
    await page.getByRole('button', { name: 'Take them out' }).click();
    await expect(page.getByRole('button', { name: 'Take them out' })).toHaveCount(0);
    const cleaned = JSON.parse(await create.text());
    expect([cleaned.status, cleaned.metadata.uid, cleaned.spec.replicas]).toEqual([undefined, undefined, 1]);
});

test('manifests of every kind come in by file unchanged, and the API server accepts them', async ({ page, namespace, problems }) => {
    problems.allow(/Failed to load resource/);
    const create = new CreatePage(page);
    await create.open(namespace);
    const accepted = ['etcd.yaml', 'database.yaml', 'broker.yaml', 'search.yaml', 'env.yaml', 'anchors.yaml', 'comments.yaml', 'set.json', 'long.yaml'];
    for (const name of accepted) {
        await create.openFiles(fixture(name));
        const written = readFileSync(fixture(name), 'utf8').trimEnd();
        await expect.poll(async () => (await create.text()).trimEnd(), name).toBe(written);
        await create.check();
        await expect(create.summary, name).toHaveText(/^\d+ would be accepted, not created$/);
    }
    await create.openFiles(fixture('newer.yaml'));
    await create.check();
    await expect(create.results).toContainText('spec.quorum');
    await create.openFiles(fixture('mixed.yaml'));
    await expect(create.documents.getByRole('listitem')).toHaveCount(8);
});

test('a file that is no text says so, and the draft stays', async ({ page, namespace }) => {
    const create = new CreatePage(page);
    await create.open(namespace);
    await create.paste(TEXT);
    const input = page.locator('input[type=file]');
    await input.setInputFiles({ name: 'picture.yaml', mimeType: 'application/yaml', buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 1]) });
    await expect(page.getByText(/picture\.yaml: line 1.*binary/).first()).toBeVisible();
    await input.setInputFiles({ name: 'huge.yaml', mimeType: 'application/yaml', buffer: Buffer.from('abcd: 7\n'.repeat(5 << 17)) });
    await expect(page.getByText(/huge\.yaml is larger than 4 MiB.* at line 524289$/).first()).toBeVisible();
    expect(await create.text()).toBe(TEXT);
    await input.setInputFiles({ name: 'tabs.yaml', mimeType: 'application/yaml', buffer: Buffer.from(TEXT.replace('  clusterIP', '\tclusterIP')) });
    await expect(create.documents).toContainText('line 7');
    await expect(create.documents).toContainText(/tab/i);
});

// Opening trimmed the end, and from then on all lines ended as on Unix, whether one had typed or not.
test('a file with lines of Windows and empty ones at its end is opened and saved byte for byte', async ({ page, namespace }) => {
    const create = new CreatePage(page);
    await create.open(namespace);
    const text = 'apiVersion: v1\r\nkind: ConfigMap\r\nmetadata: {name: kept}\r\ndata:\r\n  x: |+\r\n    a\r\n\r\n\r\n';
    await page.locator('input[type=file]').setInputFiles({ name: 'kept.yaml', mimeType: 'application/yaml', buffer: Buffer.from(text) });
    await expect(create.documents).toContainText('kept');
    const saved = async () => {
        const download = page.waitForEvent('download');
        await page.getByRole('button', { name: 'Download' }).click();
        await page.getByRole('menuitem', { name: 'Download as YAML' }).click();
        return readFileSync(await (await download).path(), 'utf8');
    };
    expect(await saved()).toBe(text);
});

test('what was written is saved whole as YAML or JSON, or one file for each object with its comments', async ({ page, namespace }) => {
    const create = new CreatePage(page);
    await create.open(namespace);
    await create.paste(TEXT);
    const saved = async (item: string, count: number) => {
        const files: Record<string, string> = {};
        const take = async (download: Download) => {
            files[download.suggestedFilename()] = readFileSync(await download.path(), 'utf8');
        };
        const listen = (download: Download) => void take(download);
        page.on('download', listen);
        await page.getByRole('button', { name: 'Download' }).click();
        await page.getByRole('menuitem', { name: item }).click();
        await expect.poll(() => Object.keys(files).length).toBe(count);
        page.off('download', listen);
        return files;
    };
    expect(await saved('Download as YAML', 1)).toEqual({ 'manifest.yaml': TEXT });
    const { 'manifest.json': json } = await saved('Download as JSON', 1);
    expect(JSON.parse(json).items.map((item: any) => [item.kind, item.metadata.name])).toEqual([['Service', 'cache'], ['StatefulSet', 'cache']]);
    const [service, set] = TEXT.split('---\n');
    expect(await saved('Download one file per object (2)', 2)).toEqual({
        [`cache.${namespace.name}.service.yaml`]: service,
        [`cache.${namespace.name}.statefulset.yaml`]: set,
    });
});

test('files that are dropped on the page become the draft, one document after the other', async ({ page, namespace }) => {
    const create = new CreatePage(page);
    await create.open(namespace);
    const files = await page.evaluateHandle((text) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([text], 'one.yaml', { type: 'application/yaml' }));
        transfer.items.add(new File([text.replaceAll('cache', 'store')], 'two.yaml', { type: 'application/yaml' }));
        return transfer;
    }, TEXT);
    await create.editor.dispatchEvent('dragover', { dataTransfer: files });
    await expect(page.getByText('Drop to open')).toBeVisible();
    await create.editor.dispatchEvent('drop', { dataTransfer: files });
    await expect(page.getByText('Drop to open')).toHaveCount(0);
    await expect(create.documents.getByRole('listitem')).toHaveCount(4);
    await expect(create.document('StatefulSet store')).toBeVisible();
});

test('two tabs have a draft each, and neither overwrites the other', async ({ page, namespace, problems }) => {
    const create = new CreatePage(page);
    await create.open(namespace);
    await create.paste(TEXT);
    const other = await page.context().newPage();
    await problems.watch(other);
    const second = new CreatePage(other);
    await second.open(namespace);
    await second.paste(TEXT.replaceAll('cache', 'store'));
    await expect(second.document('StatefulSet store')).toBeVisible();
    for (const [tab, name] of [[create, 'cache'], [second, 'store']] as const) {
        await tab.page.bringToFront();
        await tab.page.reload();
        await expect(tab.document(`StatefulSet ${name}`)).toBeVisible();
        await expect(tab.documents.getByRole('listitem')).toHaveCount(2);
    }
});

test('a connection that is lost in the middle loses nothing: what is missing is created when it is back', async ({ page, namespace, problems, faults }) => {
    problems.allow(BROKEN_CONNECTION);
    const create = new CreatePage(page);
    await create.open(namespace);
    await create.paste(TEXT);
    await create.check();
    await expect(create.summary).toContainText('2 would be accepted');
    await faults.inject({ proxyGone: true });
    await create.create();
    await expect(create.document('Service cache')).toContainText('connection lost, not checked');
    await expect(create.results).toContainText('Nothing was written, and the draft stays');
    expect(await create.text()).toBe(TEXT);
    await faults.heal();
    await create.create();
    await expect(create.summary).toContainText('2 created');
});

test('a creation whose answer is lost is said to be in doubt, also while looking fails, and is not done twice', async ({ page, namespace, problems, faults }) => {
    problems.allow(BROKEN_CONNECTION);
    const create = new CreatePage(page);
    await create.open(namespace);
    await create.paste(TEXT);
    await create.check();
    await expect(create.summary).toContainText('2 would be accepted');
    // The server makes the first object; then the connection is gone before the page hears of it.
    const services = new RegExp(`/api/v1/namespaces/${namespace.name}/services(\\?(?!.*dryRun).*)?$`);
    await page.route(services, async (route) => {
        if (route.request().method() !== 'POST') return route.fallback();
        expect((await route.fetch()).status()).toBe(201);
        await faults.inject({ proxyGone: true });
        await route.abort('connectionreset');
    });
    await create.create();
    await expect(create.document('Service cache')).toContainText('connection lost, not known whether it was done');
    await expect(create.results).toContainText('it is not known whether the server did it. The draft stays');
    await expect(create.summary).toContainText('1 not known whether done');
    const goOn = page.getByRole('button', { name: 'Look and go on' });
    await goOn.click();
    await expect(goOn).toBeEnabled();
    await expect(create.document('Service cache')).toContainText('connection lost, not known whether it was done');
    expect(await namespace.hasSet('cache')).toBe(false);
    await faults.heal();
    await goOn.click();
    await expect(create.document('Service cache')).toContainText('exists just like this');
    await expect(create.document('StatefulSet cache')).toContainText('created');
    expect(await namespace.hasSet('cache')).toBe(true);
});
