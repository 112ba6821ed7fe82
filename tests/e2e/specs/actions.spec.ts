// Goal: do to one set what an operator does to it, knowing beforehand what that means, and see it done.
import { readFile } from 'node:fs/promises';
import { ListPage } from '../pages/list.ts';
import { Palette } from '../pages/palette.ts';
import { PlanDialog, operations } from '../pages/plan.ts';
import { request, type KubeObject, type Namespace } from '../support/cluster.ts';
import { expect, test } from '../support/test.ts';
import { statefulSet } from '../support/workloads.ts';

const RECORD = 'ordinal/replicas-before-stop';
const PAUSED = 'ordinal/partition-before-pause';
const RESTARTED = 'kubectl.kubernetes.io/restartedAt';

function annotations(set: KubeObject): Record<string, string> {
    return (set.metadata.annotations ?? {}) as Record<string, string>;
}

test('a stop remembers the count, says what ends, and a start brings it back', async ({ page, namespace }) => {
    await namespace.createSet(statefulSet('web', { replicas: 3 }));
    const list = new ListPage(page);
    await list.open(namespace);
    await expect(list.row('web')).toContainText('3 / 3');
    await list.act('web', /^Stop/);
    const stop = new PlanDialog(page, 'Stop web');
    await expect(stop.dialog).toContainText('3 pods end, highest ordinal first: web-2, web-1, web-0.');
    await expect(stop.dialog).toContainText('a start brings back 3 replicas');
    expect(await stop.commands()).toContain(`kubectl -n ${namespace.name} patch statefulset/web --type=merge`);
    await stop.isAccessible();
    await stop.confirm('Stop web');
    await expect(list.row('web')).toContainText('0 / 0');
    const stopped = await namespace.set('web');
    expect([stopped.spec.replicas, annotations(stopped)[RECORD]]).toEqual([0, '3']);

    await list.act('web', /^Start/);
    const start = new PlanDialog(page, 'Start web');
    await expect(start.dialog).toContainText('3 pods are created, each when the one before is ready');
    await start.confirm('Start web');
    await expect(list.row('web')).toContainText('3 / 3');
    const started = await namespace.set('web');
    expect([started.spec.replicas, annotations(started)[RECORD]]).toEqual([3, undefined]);
});

test('a restart says which pods it reaches, and is the one that kubectl makes', async ({ page, namespace }) => {
    const held = statefulSet('web', { replicas: 3 });
    held.spec.updateStrategy = { type: 'RollingUpdate', rollingUpdate: { partition: 2 } };
    const idle = statefulSet('idle');
    idle.spec.updateStrategy = { type: 'OnDelete' };
    await namespace.createSet(held);
    await namespace.createSet(idle);
    const list = new ListPage(page);
    await list.open(namespace);
    await expect(list.row('web')).toContainText('3 / 3');
    await list.act('idle', /^Restart/);
    await expect(page.getByRole('dialog', { name: 'Restart idle' })).toContainText('with OnDelete each becomes a new one only when it is deleted');
    await page.keyboard.press('Escape');
    await list.act('web', /^Restart/);
    const restart = new PlanDialog(page, 'Restart web');
    await expect(restart.dialog).toContainText('1 pod is replaced: web-2.');
    await expect(restart.dialog).toContainText('The partition 2 holds back web-0, web-1');
    expect(await restart.commands()).toBe(`kubectl -n ${namespace.name} rollout restart statefulset/web\n`);
    const before = (await namespace.pods()).find((pod) => pod.metadata.name === 'web-2')?.metadata.uid;
    await restart.confirm('Restart web');
    await expect.poll(async () => (await namespace.set('web')).spec.template.metadata.annotations?.[RESTARTED]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    await expect.poll(async () => (await namespace.pods()).find((pod) => pod.metadata.name === 'web-2')?.metadata.uid).not.toBe(before);
});

test('a tag is changed for the container one means', async ({ page, namespace }) => {
    const set = statefulSet('web', { image: 'registry.example/main:1.0' });
    set.spec.template.spec.containers.push({ name: 'side', image: 'registry.example/side:7' });
    await namespace.createSet(set);
    await page.goto(`./#/statefulsets/${namespace.name}/web`);
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: /^Image tags/ }).click();
    const dialog = new PlanDialog(page, 'Change the image tags of web');
    const field = dialog.dialog.getByRole('textbox', { name: 'main · registry.example/main' });
    await expect(dialog.dialog).toContainText('Now 1.0');
    const last = dialog.dialog.getByRole('button', { name: 'Change image tags' });
    await expect(last).toBeDisabled();
    await field.fill('not a tag');
    await expect(last).toBeDisabled();
    await expect(dialog.dialog).toContainText('A tag has letters');
    await field.fill('2.0');
    await expect(dialog.dialog).toContainText('main: registry.example/main:1.0 → registry.example/main:2.0');
    await dialog.isAccessible();
    await dialog.confirm('Change image tags');
    await expect.poll(async () => (await namespace.set('web')).spec.template.spec.containers.map(({ image }: { image: string }) => image)).toEqual(['registry.example/main:2.0', 'registry.example/side:7']);
});

test('labels and annotations are set and removed, line by line, and wrong ones are refused beforehand', async ({ page, namespace }) => {
    await namespace.createSet(statefulSet('web', { labels: { old: 'x' }, annotations: { team: 'a' } }));
    const list = new ListPage(page);
    await list.open(namespace);
    await list.act('web', /^Labels/);
    const dialog = new PlanDialog(page, 'Label and annotate web');
    await expect(dialog.dialog).toContainText('old=x');
    await dialog.dialog.getByRole('textbox', { name: 'Labels' }).fill('tier=a b');
    await expect(dialog.dialog.getByRole('status').filter({ hasText: 'Line 1' })).toBeVisible();
    await dialog.dialog.getByRole('textbox', { name: 'Labels' }).fill('tier=db\nold-');
    await dialog.dialog.getByRole('textbox', { name: 'Annotations' }).fill('team=the second one');
    await expect(dialog.dialog).toContainText('label old is removed');
    await dialog.isAccessible();
    await dialog.confirm('Label and annotate');
    await expect.poll(async () => (await namespace.set('web')).metadata.labels).toEqual({ app: 'web', tier: 'db' });
    expect(annotations(await namespace.set('web'))).toEqual({ team: 'the second one' });
});

test('alias and description are edited from the row menu', async ({ page, namespace }) => {
    await namespace.createSet(statefulSet('web'));
    const list = new ListPage(page);
    await list.open(namespace);
    await list.act('web', /^Alias and description/);
    const dialog = new PlanDialog(page, 'Alias and description of web');
    await dialog.dialog.getByRole('textbox', { name: 'Alias' }).fill('网站');
    await dialog.dialog.getByRole('textbox', { name: 'Description' }).fill('Front end');
    await dialog.confirm('Save');
    await expect(list.row('web')).toContainText('网站');
    expect(annotations(await namespace.set('web'))).toEqual({ 'kubesphere.io/alias-name': '网站', 'kubesphere.io/description': 'Front end' });
});

const claim = (name: string) => ({
    metadata: { name, labels: { app: 'web' } },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '3Gi' } } },
});

async function withClaims(namespace: Namespace): Promise<void> {
    const set = statefulSet('web', { replicas: 2 });
    set.spec.volumeClaimTemplates = [{ metadata: { name: 'data' }, spec: claim('x').spec }];
    for (const name of ['data-web-0', 'data-web-1']) await namespace.create('persistentvolumeclaims', claim(name));
    await namespace.createSet(set);
    await namespace.createSet(statefulSet('other'));
    await namespace.create('services', { metadata: { name: 'web' }, spec: { clusterIP: 'None', selector: { app: 'web' }, ports: [{ port: 80 }] } });
    await namespace.create('services', { metadata: { name: 'both' }, spec: { clusterIP: 'None', selector: { tier: 'x' }, ports: [{ port: 80 }] } });
    const path = `/apis/policy/v1/namespaces/${namespace.name}/poddisruptionbudgets`;
    await request('POST', path, { metadata: { name: 'web-pdb' }, spec: { minAvailable: 1, selector: { matchLabels: { app: 'web' } } } });
    await scaled(namespace);
}

/** Something that scales the set. */
async function scaled(namespace: Namespace): Promise<void> {
    const path = `/apis/autoscaling/v2/namespaces/${namespace.name}/horizontalpodautoscalers`;
    const spec = { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web' }, minReplicas: 1, maxReplicas: 4 };
    await request('POST', path, { metadata: { name: 'web-hpa' }, spec });
}

test('a deletion takes what is ticked and nothing else, after scaling to 0 by choice', async ({ page, namespace, problems }) => {
    // What has gone is looked for, and is not there.
    problems.allow(/Failed to load resource: .* 404/);
    await withClaims(namespace);
    await page.goto(`./#/statefulsets?namespace=${namespace.name}&sort=name`);
    const list = new ListPage(page);
    await expect(list.row('web')).toContainText('2 / 2');
    await list.link('web').click();
    await page.getByRole('button', { name: 'Delete…', exact: true }).click();
    const dialog = new PlanDialog(page, 'Delete web');
    const box = (name: string | RegExp) => dialog.dialog.getByRole('checkbox', { name });
    await expect(box('All 2 PVCs · 6 GiB')).not.toBeChecked();
    await expect(box('Service web')).not.toBeChecked();
    await expect(dialog.dialog).toContainText('2 PVCs stay with their data: data-web-0, data-web-1.');
    await expect(dialog.dialog).toContainText('web-pdb does not hold this back');
    await box('PVC data-web-1 · 3 GiB').check();
    await box('Service web').check();
    await box('PodDisruptionBudget web-pdb').check();
    await box('HorizontalPodAutoscaler web-hpa').check();
    await box(/^First scale to 0/).check();
    await expect(dialog.dialog).toContainText('1 PVC and the data in');
    const download = page.waitForEvent('download');
    await dialog.dialog.getByRole('button', { name: /^Save the YAML/ }).click();
    expect((await download).suggestedFilename()).toMatch(/\.yaml$/);
    await expect(dialog.dialog).toContainText('5 objects are in the file');
    const file = await readFile(await (await download).path(), 'utf8');
    expect(file.match(/^kind: .*$/gm)?.sort()).toEqual(['HorizontalPodAutoscaler', 'PersistentVolumeClaim', 'PodDisruptionBudget', 'Service', 'StatefulSet'].map((kind) => `kind: ${kind}`));
    await dialog.isAccessible();
    const last = dialog.dialog.getByRole('button', { name: 'Delete web', exact: true });
    await expect(last).toBeDisabled();
    await dialog.dialog.getByRole('textbox', { name: 'Type web to confirm' }).fill('web');
    await dialog.confirm('Delete web');
    await expect(page).toHaveURL(new RegExp(`namespace=${namespace.name}&sort=name$`));
    await expect(list.row('web')).toHaveCount(0);
    await expect(list.row('other')).toBeVisible();
    const names = async (plural: string, group = '/api/v1') => (await request('GET', `${group}/namespaces/${namespace.name}/${plural}`)).items.filter((item: KubeObject) => !item.metadata.deletionTimestamp).map((item: KubeObject) => item.metadata.name);
    await expect.poll(() => names('persistentvolumeclaims')).toEqual(['data-web-0']);
    await expect.poll(() => names('services')).toEqual(['both']);
    await expect.poll(() => names('poddisruptionbudgets', '/apis/policy/v1')).toEqual([]);
    await expect.poll(() => names('horizontalpodautoscalers', '/apis/autoscaling/v2')).toEqual([]);
});

test('an autoscaler and an owner that will interfere are named', async ({ page, namespace }) => {
    await namespace.createSet(statefulSet('web', { labels: { 'argocd.argoproj.io/instance': 'shop' } }));
    await scaled(namespace);
    const list = new ListPage(page);
    await list.open(namespace);
    await list.act('web', /^Scale/);
    const dialog = page.getByRole('dialog', { name: 'Scale web' });
    await dialog.getByRole('button', { name: 'One more' }).click();
    await expect(dialog).toContainText('The HorizontalPodAutoscaler web-hpa decides the count afterwards: 1–4.');
    await expect(dialog).toContainText('Argo CD (shop) keeps this set and may undo the change.');
});

test('a rollout is paused where it stands and goes on from the partition that it had', async ({ page, namespace }) => {
    const canary = statefulSet('web', { replicas: 3 });
    canary.spec.updateStrategy = { type: 'RollingUpdate', rollingUpdate: { partition: 1 } };
    await namespace.createSet(canary);
    const list = new ListPage(page);
    await list.open(namespace);
    await expect(list.row('web')).toContainText('3 / 3');
    const gates = [{ name: 'ordinal.test/gate' }];
    await namespace.patchSet('web', { spec: { template: { spec: { schedulingGates: gates } } } });
    await expect.poll(async () => (await namespace.set('web')).status.updatedReplicas).toBe(1);
    await list.act('web', /^Pause/);
    const pause = new PlanDialog(page, 'Pause the rollout of web');
    await expect(pause.dialog).toContainText('The partition becomes 2');
    await pause.confirm('Pause the rollout');
    await expect.poll(async () => (await namespace.set('web')).spec.updateStrategy.rollingUpdate.partition).toBe(2);
    expect(annotations(await namespace.set('web'))[PAUSED]).toBe('1');
    const goOn = new PlanDialog(page, 'Go on with the rollout of web');
    await list.act('web', /^Go on/);
    await expect(goOn.dialog).toContainText('The partition becomes 1, as before the pause.');
    await goOn.confirm('Go on with the rollout');
    await expect.poll(async () => (await namespace.set('web')).spec.updateStrategy.rollingUpdate.partition).toBe(1);
    expect(annotations(await namespace.set('web'))[PAUSED]).toBeUndefined();

    // What is left is a partition that somebody set, and it is said before it is taken away.
    await list.act('web', /^Go on/);
    await expect(goOn.dialog).toContainText('No pause has set it to 1: it may hold back a canary on purpose.');
    await goOn.confirm('Go on with the rollout');
    await expect.poll(async () => (await namespace.set('web')).spec.updateStrategy.rollingUpdate.partition).toBe(0);
});

test('keys open the dialog for the row one is at, Enter confirms, Escape changes nothing', async ({ page, namespace }) => {
    await namespace.createSet(statefulSet('web', { replicas: 2 }));
    const list = new ListPage(page);
    await list.open(namespace);
    await expect(list.row('web')).toContainText('2 / 2');
    await page.keyboard.press('Shift+S');
    await expect(page.getByRole('dialog'), 'no row is chosen').toHaveCount(0);
    await page.keyboard.press('j');
    await page.keyboard.press('Shift+D');
    await expect(page.getByRole('dialog', { name: 'Delete web' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.keyboard.press('Shift+P');
    await expect(page.getByRole('textbox', { name: 'Replicas' })).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(list.row('web')).toContainText('3 / 3');
});

test('the buttons above the list say why they do nothing until rows are chosen, and hidden rows are named', async ({ page, namespace }) => {
    for (const name of ['alpha', 'beta']) await namespace.createSet(statefulSet(name));
    await namespace.createSet(statefulSet('gone', { replicas: 0 }));
    const list = new ListPage(page);
    await list.open(namespace, { sort: 'name' });
    await list.toShowTheTruth(namespace);
    const bar = page.getByRole('group', { name: 'Chosen rows' });
    for (const name of ['Start…', 'Stop…', 'Restart…', 'Delete…']) {
        await expect(bar.getByRole('button', { name, exact: true })).toHaveAccessibleDescription('Choose rows first');
    }
    await list.table.getByRole('checkbox', { name: 'Choose all' }).check();
    await page.getByRole('searchbox').fill('alpha');
    await bar.getByRole('button', { name: 'Stop…' }).click();
    const dialog = new PlanDialog(page, 'Stop 3 sets');
    await expect(dialog.dialog).toContainText('2 of them hidden by the filters');
    await expect(dialog.dialog).toContainText('2 of 3 sets change; 1 is skipped, with the reason.');
    const row = (name: string) => dialog.dialog.getByRole('listitem').filter({ hasText: name });
    await expect(row('gone').first()).toContainText('It is stopped already');
    await expect(row('beta').first()).toContainText('hidden by the filters');
    await dialog.isAccessible();
    await dialog.confirm('Stop 2 sets');
    await expect.poll(async () => (await namespace.sets()).map((set) => set.spec.replicas)).toEqual([0, 0, 0]);
    expect(annotations(await namespace.set('gone'))[RECORD], 'no count is overwritten by 0').toBeUndefined();
});

test('several sets are deleted only after a word has been typed, and their pods stay where that is chosen', async ({ page, namespace, problems }) => {
    problems.allow(/Failed to load resource: .* 404/);
    for (const name of ['a', 'b']) await namespace.createSet(statefulSet(name));
    const list = new ListPage(page);
    await list.open(namespace);
    await list.toShowTheTruth(namespace);
    await list.table.getByRole('checkbox', { name: 'Choose all' }).check();
    await page.getByRole('group', { name: 'Chosen rows' }).getByRole('button', { name: 'Delete…' }).click();
    const dialog = new PlanDialog(page, 'Delete 2 sets');
    const last = dialog.dialog.getByRole('button', { name: 'Delete 2 sets' });
    await expect(last).toBeDisabled();
    await dialog.dialog.getByRole('combobox', { name: 'The pods' }).selectOption({ label: 'stay (Orphan)' });
    await expect(dialog.dialog).toContainText('1 pod stays and belongs to nobody');
    await expect(dialog.dialog).toContainText('All 2 sets are deleted.');
    await dialog.dialog.getByRole('textbox', { name: 'Type confirmed to confirm' }).fill('confirmed');
    await dialog.confirm('Delete 2 sets');
    await expect.poll(async () => (await namespace.sets()).length).toBe(0);
    const pods = async () => (await namespace.pods()).map((pod) => [pod.metadata.name, pod.metadata.ownerReferences]);
    await expect.poll(pods).toEqual([['a-0', undefined], ['b-0', undefined]]);
    await expect(operations(page)).toContainText('2');
});

test('the dialogs are Chinese where the page is', async ({ page, namespace }) => {
    await namespace.createSet(statefulSet('web', { replicas: 2 }));
    await page.addInitScript(() => localStorage.setItem('ordinal.locale', 'zh'));
    await page.goto(`./#/statefulsets/${namespace.name}/web`);
    await page.getByRole('button', { name: '停止…' }).click();
    const dialog = new PlanDialog(page, '停止 web');
    await expect(dialog.dialog).toContainText('从最大序号起依次终止 2 个容器组：web-1、web-0。');
    await expect(dialog.dialog).toContainText('启动时恢复为 2 个副本');
    await dialog.isAccessible();
    await dialog.confirm('停止 web');
    await expect.poll(async () => (await namespace.set('web')).spec.replicas).toBe(0);
});

test('a console that changes nothing offers no change', async ({ page, namespace, serve }) => {
    await namespace.createSet(statefulSet('web'));
    const gateway = await serve({ api: { '': 'admin' }, config: { readOnly: true } });
    await page.goto(gateway.url(`#/statefulsets?namespace=${namespace.name}`));
    const list = new ListPage(page);
    await expect(list.row('web')).toContainText('1 / 1');
    await expect(page.getByRole('button', { name: /^(Stop|Start|Restart|Delete)…/ })).toHaveCount(0);
    await list.row('web').getByRole('button', { name: /actions/i }).click();
    await expect(page.getByRole('menuitem')).toHaveText(['Open', 'Show the YAML']);
    await page.keyboard.press('Escape');
    await page.locator('main').press('j');
    await page.keyboard.press('Shift+D');
    const palette = new Palette(page);
    const offersNothing = async () => {
        await palette.open();
        await palette.input.fill('restart');
        await expect(palette.box).toContainText('Nothing is called “restart”');
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toHaveCount(0);
    };
    await offersNothing();
    await list.link('web').click();
    await expect(page.getByRole('heading', { name: 'web', level: 1 })).toBeVisible();
    await expect(page.getByRole('button', { name: /^(Stop|Start|Restart|Scale|Delete)…/ })).toHaveCount(0);
    await offersNothing();
});
