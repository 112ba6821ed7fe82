// Goal: get a set going again whose broken pod holds up every rollout (kubernetes/kubernetes#67250).
import { ListPage } from '../pages/list.ts';
import { PlanDialog } from '../pages/plan.ts';
import { SignInPage } from '../pages/sign_in.ts';
import { request, type KubeObject, type Namespace } from '../support/cluster.ts';
import { EDIT, person } from '../support/people.ts';
import { expect, test } from '../support/test.ts';
import { statefulSet } from '../support/workloads.ts';

const BROKEN = 'registry.example/main:crash';
const HELD = /No pod is replaced while web-2 \([A-Za-z]+\) is not ready: with OrderedReady the controller waits/;

async function pod(namespace: Namespace, name: string): Promise<KubeObject | undefined> {
    return (await namespace.pods()).find((pod) => pod.metadata.name === name);
}

/**
 * Three pods, of which a rollout has broken the last. Its gate keeps it from any node, so that the kubelet's part is the
 * test's. Gives its uid.
 */
async function stuck(namespace: Namespace): Promise<string> {
    await namespace.createSet(statefulSet('web', { replicas: 3 }));
    await expect.poll(async () => (await namespace.set('web')).status?.readyReplicas, { timeout: 60_000 }).toBe(3);
    const [schedulingGates, containers] = [[{ name: 'ordinal.test/gate' }], [{ name: 'main', image: BROKEN }]];
    await namespace.patchSet('web', { spec: { template: { spec: { schedulingGates, containers } } } });
    const broken = async () => (await pod(namespace, 'web-2'))?.spec.containers[0].image;
    await expect.poll(broken, { timeout: 60_000 }).toBe(BROKEN);
    const waiting = { reason: 'CrashLoopBackOff', message: 'back-off 5m0s' };
    await namespace.patchPodStatus('web-2', { status: { containerStatuses: [{ name: 'main', image: BROKEN, imageID: '', ready: false, restartCount: 9, state: { waiting } }] } });
    return (await pod(namespace, 'web-2'))!.metadata.uid!;
}

/** Lets the pods of an image start. */
async function openGates(namespace: Namespace, image: string): Promise<void> {
    const gated = (await namespace.pods()).filter(({ spec }) => (spec.schedulingGates ?? []).length > 0 && spec.containers[0].image === image);
    for (const { metadata } of gated) await namespace.openGate(metadata.name);
}

const revisions = async (namespace: Namespace) => {
    const { metadata, status } = await namespace.set('web');
    return { seen: status.observedGeneration === metadata.generation, ready: status.readyReplicas ?? 0, updated: status.updatedReplicas ?? 0, done: status.currentRevision === status.updateRevision };
};

test('a new image leaves a broken pod where it is, and says so; deleted after the change as the second step, it comes back with it', async ({ page, namespace }) => {
    test.setTimeout(180_000);
    const before = await stuck(namespace);
    const list = new ListPage(page);
    await list.open(namespace);
    const plan = new PlanDialog(page, 'Change the image tags of web');
    const change = async (tag: string) => {
        await list.act('web', /^Image tags/);
        await plan.dialog.getByRole('textbox', { name: 'main · registry.example/main' }).fill(tag);
        await expect(plan.dialog).toContainText(HELD);
    };
    const box = plan.dialog.getByRole('checkbox', { name: 'After the change, delete web-2 so that it comes back with the new template' });

    // The right image alone: the controller has seen it, and the pod stays.
    await change('2.0');
    await expect(plan.dialog).toContainText('Only deleting web-2 after this change brings it to the new template');
    await expect(plan.dialog).not.toContainText('3 pods are replaced');
    await expect(box).not.toBeChecked();
    await plan.confirm('Change image tags');
    await expect.poll(async () => (await namespace.set('web')).spec.template.spec.containers[0].image).toBe('registry.example/main:2.0');
    await expect.poll(() => revisions(namespace)).toEqual({ seen: true, ready: 2, updated: 0, done: false });
    expect((await pod(namespace, 'web-2'))!.metadata.uid).toBe(before);

    // With the second step.
    await change('3.0');
    await box.check();
    await expect(plan.dialog).toContainText('Once the controller has seen the change, web-2 is deleted and comes back with the new template.');
    await expect(plan.dialog).toContainText('3 pods are replaced');
    const lines = (await plan.commands()).split('\n');
    expect(lines[0]).toBe(`kubectl -n ${namespace.name} set image statefulset/web main=registry.example/main:3.0`);
    expect(lines[2]).toContain(before);
    expect(lines[3]).toBe(`kubectl -n ${namespace.name} delete pod/web-2 --ignore-not-found --wait=false`);
    await plan.isAccessible();
    await plan.confirm('Change image tags');
    await expect(page.getByText('Change the image tags of web: done').first()).toBeVisible({ timeout: 60_000 });
    const rolled = async () => {
        await openGates(namespace, 'registry.example/main:3.0');
        return revisions(namespace);
    };
    await expect.poll(rolled, { timeout: 120_000 }).toEqual({ seen: true, ready: 3, updated: 3, done: true });
    const after = (await pod(namespace, 'web-2'))!;
    expect(after.metadata.uid).not.toBe(before);
    expect(after.spec.containers[0].image).toBe('registry.example/main:3.0');
    await expect(list.row('web')).toContainText('3 / 3');

    // The record has both requests, the second with the uid of the pod.
    await page.goto('./#/activity');
    const title = page.getByRole('heading', { name: 'Change the image tags of web', exact: true });
    const entry = page.getByRole('listitem').filter({ has: title }).first();
    await entry.getByRole('button', { name: 'Show the details' }).click();
    await expect(entry).toContainText(`DELETE /api/v1/namespaces/${namespace.name}/pods/web-2`);
    await expect(entry).toContainText(before);
});

test('who may not delete pods is told so before anything is changed', async ({ page, namespace, serve, problems }) => {
    test.setTimeout(180_000);
    problems.allow(/Failed to load resource: .* 403/);
    await stuck(namespace);
    const someone = await person(namespace, 'someone', EDIT);
    const gateway = await serve();
    await page.goto(gateway.url(`#/statefulsets?namespace=${namespace.name}`));
    await new SignInPage(page).signIn(someone.token);
    const list = new ListPage(page);
    await list.act('web', /^Restart/);
    const plan = new PlanDialog(page, 'Restart web');
    await expect(plan.dialog).toContainText(HELD);
    await plan.dialog.getByRole('checkbox', { name: /^After the change, delete web-2/ }).check();
    await expect(plan.dialog).toContainText('You lack: delete pods');
    await expect(plan.dialog.getByRole('button', { name: 'Restart web' })).toBeDisabled();
});

test('what a deletion finds mounted or routed elsewhere stays', async ({ page, namespace }) => {
    const set = statefulSet('web', { replicas: 1 });
    const claim = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
    set.spec.volumeClaimTemplates = [{ metadata: { name: 'data' }, spec: claim }];
    for (const name of ['data-web-0', 'data-web-1']) {
        await namespace.create('persistentvolumeclaims', { metadata: { name, labels: { app: 'web' } }, spec: claim });
    }
    await namespace.createSet(set);
    await namespace.create('pods', {
        metadata: { name: 'reader' },
        spec: { containers: [{ name: 'main', image: 'registry.example/main:1.0' }], volumes: [{ name: 'old', persistentVolumeClaim: { claimName: 'data-web-1' } }] },
    });
    for (const name of ['web', 'public']) {
        await namespace.create('services', { metadata: { name }, spec: { selector: { app: 'web' }, ports: [{ port: 80 }] } });
    }
    const group = `routes-${namespace.name}.ordinal.test`;
    const crds = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
    const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
    await request('POST', crds, {
        metadata: { name: `webroutes.${group}` },
        spec: { group, scope: 'Namespaced', names: { plural: 'webroutes', kind: 'WebRoute' }, versions: [{ name: 'v1', served: true, storage: true, schema }] },
    });
    try {
        const route = { apiVersion: `${group}/v1`, kind: 'WebRoute', metadata: { name: 'front' }, spec: { to: { host: `public.${namespace.name}.svc.cluster.local` } } };
        const made = () => request('POST', `/apis/${group}/v1/namespaces/${namespace.name}/webroutes`, route).then(() => true, () => false);
        await expect.poll(made, { timeout: 30_000 }).toBe(true);
        const groups = async () => (await request('GET', '/apis')).groups.map(({ name }: { name: string }) => name);
        await expect.poll(groups).toContain(group);
        const list = new ListPage(page);
        await list.open(namespace);
        await list.act('web', /^Delete/);
        const dialog = page.getByRole('dialog', { name: 'Delete web' });
        await expect(dialog.getByRole('checkbox', { name: 'PVC data-web-0' })).not.toBeChecked();
        await expect(dialog).toContainText('PVC data-web-1 · 1 GiB: others use it as well: it stays');
        await expect(dialog.getByRole('checkbox', { name: 'Service web' })).not.toBeChecked();
        await expect(dialog).toContainText('Service public: others use it as well: it stays');
    } finally {
        await request('DELETE', `${crds}/webroutes.${group}`);
    }
});
