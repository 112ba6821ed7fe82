// Goal: create sets from YAML, and know what became of each document.
import { CreatePage } from '../pages/create.ts';
import { ListPage } from '../pages/list.ts';
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
