// Goal: create sets from YAML, and know what became of each document.
import { CreatePage } from '../pages/create.ts';
import { ListPage } from '../pages/list.ts';
import { Namespace, request } from '../support/cluster.ts';
import { expect, test } from '../support/test.ts';
import { statefulSet } from '../support/workloads.ts';

const SERVICE = `apiVersion: v1
kind: Service
metadata:
  name: cache
spec:
  clusterIP: None
  selector: { app: cache }
  ports: [{ port: 6379 }]
`;

const set = (name: string, replicas = 2, extra = '') => `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: ${name}
spec:
  replicas: ${replicas}
  serviceName: ${name}
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
        - name: main
          image: registry.example/${name}:1.0
${extra}`;

test('several documents are checked, created in order, and each has its result', async ({ page, namespace }) => {
    const create = new CreatePage(page);
    await create.open(namespace);
    await create.paste(`${SERVICE}---\n${set('cache')}`);
    await expect(create.documents.getByRole('listitem')).toHaveCount(2);
    await create.create();
    await expect(create.document('Service cache')).toContainText('created');
    await expect(create.document('StatefulSet cache')).toContainText('created');
    await expect(create.summary).toContainText('2 created');
    const list = new ListPage(page);
    await list.open(namespace);
    await expect(list.row('cache')).toContainText('2 / 2');
});

test('the example that one begins with works as it is', async ({ page, namespace }) => {
    const create = new CreatePage(page);
    await create.open(namespace);
    await create.create();
    await expect(create.summary).toContainText(/\d created/);
    await expect.poll(async () => (await namespace.sets()).length).toBe(1);
});

test('an unknown field is refused by strict validation, and nothing at all is created', async ({ page, namespace, problems }) => {
    problems.allow(/Failed to load resource/);
    const create = new CreatePage(page);
    await create.open(namespace);
    await create.paste(`${SERVICE}---\n${set('cache', 2, '          imagePullPolice: Always\n')}`);
    await create.create();
    await expect(create.document('StatefulSet cache')).toContainText('refused');
    await expect(create.results).toContainText('imagePullPolice');
    expect(await namespace.hasSet('cache')).toBe(false);
});

test('an object that exists is left alone, and the others can still be created', async ({ page, namespace, problems }) => {
    problems.allow(/Failed to load resource/);
    await namespace.createSet(statefulSet('taken', { replicas: 1 }));
    const before = await namespace.set('taken');
    const create = new CreatePage(page);
    await create.open(namespace);
    await create.paste(`${set('taken', 5)}---\n${set('fresh', 1)}`);
    await create.check();
    await expect(create.document('StatefulSet taken')).toContainText('already exists');
    await create.create();
    await expect(create.document('StatefulSet fresh')).toContainText('created');
    const after = await namespace.set('taken');
    expect([after.metadata.uid, after.spec.replicas]).toEqual([before.metadata.uid, before.spec.replicas]);
});

test('text that is no YAML says where, and cannot be created', async ({ page, namespace }) => {
    const create = new CreatePage(page);
    await create.open(namespace);
    await create.paste('kind: StatefulSet\n  metadata: [\n');
    await expect(create.documents).toContainText(/problem|Cannot be read/);
    await expect(page.getByRole('button', { name: /^Create / })).toBeDisabled();
});

test('a draft survives a reload', async ({ page, namespace }) => {
    const create = new CreatePage(page);
    await create.open(namespace);
    await create.paste(set('draft-of-mine'));
    await expect(create.document('StatefulSet draft-of-mine')).toBeVisible();
    await page.reload();
    await expect(create.document('StatefulSet draft-of-mine')).toBeVisible();
});

const configMap = (name: string, value: string) => `apiVersion: v1
kind: ConfigMap
metadata: {name: ${name}}
data: {mode: ${value}}
`;

test('an object that exists is updated when that is chosen, after one has seen what would change, and what others wrote stays', async ({ page, namespace, problems }) => {
    problems.allow(/Failed to load resource/);
    await namespace.createSet(statefulSet('taken', { replicas: 1 }));
    await request('PATCH', `/apis/apps/v1/namespaces/${namespace.name}/statefulsets/taken`, { metadata: { annotations: { 'someone.example/else': 'yes' } } }, 'application/merge-patch+json');
    const live = await namespace.set('taken');
    const create = new CreatePage(page);
    await create.open(namespace);
    const wanted = { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'taken' }, spec: { ...live.spec, replicas: 3 } };
    await create.paste(`${JSON.stringify(wanted)}\n---\n${configMap('same', 'a')}`);
    await request('POST', `/api/v1/namespaces/${namespace.name}/configmaps`, { metadata: { name: 'same' }, data: { mode: 'a' } });
    await create.check();
    await expect(create.document('ConfigMap same')).toContainText('exists just like this');
    await expect(create.results).toContainText('spec.replicas');
    await expect(create.results).toContainText('1 → 3');
    await create.results.getByRole('button', { name: 'Compare…' }).click();
    const dialog = page.getByRole('dialog', { name: 'StatefulSet taken: what would change' });
    await expect(dialog.getByText('replicas: 3')).toBeVisible();
    await expect(dialog.getByText('replicas: 1')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await create.results.getByText('Update it').click();
    await expect(create.document('StatefulSet taken')).toContainText('to be updated');
    await page.getByRole('button', { name: 'Update 1 object' }).click();
    await expect(create.summary).toContainText('1 updated');
    const after = await namespace.set('taken');
    expect([after.metadata.uid, after.spec.replicas]).toEqual([live.metadata.uid, 3]);
    expect((after.metadata.annotations as any)['someone.example/else']).toBe('yes');
});

test('objects that go to another namespace than the chosen one are asked about before anything is written', async ({ page, namespace }) => {
    const other = await Namespace.create(`${namespace.name}-2`);
    try {
        const create = new CreatePage(page);
        await create.open(namespace);
        const elsewhere = configMap('there', 'a').replace('{name: there}', `{name: there, namespace: ${other.name}}`);
        await create.paste(`${configMap('here', 'a')}---\n${elsewhere}`);
        await create.create();
        const dialog = page.getByRole('dialog', { name: 'Write to another namespace?' });
        await expect(dialog.getByRole('listitem')).toHaveText([`ConfigMap there → ${other.name}`]);
        await expect(dialog).toContainText(`${namespace.name} is selected`);
        await dialog.getByRole('button', { name: 'Cancel' }).click();
        await expect(dialog).toHaveCount(0);
        const config = async (namespace: Namespace) => (await request('GET', `/api/v1/namespaces/${namespace.name}/configmaps?fieldSelector=metadata.name!=kube-root-ca.crt`)).items.map((item: any) => item.metadata.name);
        expect([await config(namespace), await config(other)]).toEqual([[], []]);
        await create.create();
        await dialog.getByRole('button', { name: `Write to ${other.name}` }).click();
        await expect(create.summary).toHaveText('2 created');
        expect([await config(namespace), await config(other)]).toEqual([['here'], ['there']]);
    } finally {
        await other.remove();
    }
});

test('an object that was changed after one saw it is not updated but compared anew', async ({ page, namespace, problems }) => {
    problems.allow(/Failed to load resource/);
    const path = `/api/v1/namespaces/${namespace.name}/configmaps`;
    const change = (name: string, mode: string) => request('PATCH', `${path}/${name}`, { data: { mode } }, 'application/merge-patch+json');
    for (const name of ['one', 'two']) await request('POST', path, { metadata: { name }, data: { mode: 'old' } });
    const create = new CreatePage(page);
    await create.open(namespace);
    await create.paste(`${configMap('one', 'new')}---\n${configMap('two', 'new')}---\n${configMap('three', 'new')}`);
    await create.check();
    await create.results.getByRole('button', { name: 'Update all' }).click();
    await expect(page.getByRole('button', { name: 'Create 1, update 2' })).toBeEnabled();
    await change('two', 'other');
    await page.getByRole('button', { name: 'Create 1, update 2' }).click();
    await expect(create.results).toContainText('Someone changed it in the meantime');
    await expect(create.results).toContainText('"other" → "new"');
    expect((await request('GET', `${path}/one`)).data.mode).toBe('old');
    await create.results.getByRole('button', { name: 'Update all' }).click();
    await page.getByRole('button', { name: 'Create 1, update 2' }).click();
    await expect(create.summary).toContainText('1 created, 2 updated');
    for (const name of ['one', 'two', 'three']) expect((await request('GET', `${path}/${name}`)).data.mode).toBe('new');
});

test('what cannot be changed of an object that exists is said at its line, and a new name goes round it', async ({ page, namespace, problems }) => {
    problems.allow(/Failed to load resource/);
    await namespace.createSet(statefulSet('fixed', { replicas: 1 }));
    const create = new CreatePage(page);
    await create.open(namespace);
    await create.paste(set('fixed').replace('serviceName: fixed', 'serviceName: other'));
    await create.check();
    await expect(create.results).toContainText('It cannot become what is written');
    await create.results.getByRole('button', { name: 'Rename…' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('free');
    await page.keyboard.press('Enter');
    await create.create();
    await expect(create.document('StatefulSet free')).toContainText('created');
    expect(await namespace.hasSet('free')).toBe(true);
});
