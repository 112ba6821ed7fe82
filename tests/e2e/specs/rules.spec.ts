// Goal: what the draft says of an object before it is sent is what the API server says of it.
import { CreatePage } from '../pages/create.ts';
import { expect, test } from '../support/test.ts';

type Kind = [apiVersion: string, kind: string];
const SET: Kind = ['apps/v1', 'StatefulSet'];

const object = ([apiVersion, kind]: Kind, name: string, rest: object = {}) => ({ apiVersion, kind, metadata: { name }, ...rest });

const set = (name: string, spec: object = {}, pod: object = {}, container: object = {}) =>
    object(SET, name, {
        spec: {
            serviceName: 'web',
            selector: { matchLabels: { app: 'web' } },
            template: {
                metadata: { labels: { app: 'web' } },
                spec: { containers: [{ name: 'main', image: 'registry.example/web:1', ...container }], ...pod },
            },
            ...spec,
        },
    });
const pod = (name: string, container = 'main') =>
    object(['v1', 'Pod'], name, { spec: { containers: [{ name: container, image: 'registry.example/web:1' }] } });
const cronJob = (name: string) =>
    object(['batch/v1', 'CronJob'], name, {
        spec: { schedule: '0 0 * * *', jobTemplate: { spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'registry.example/web:1' }] } } } } },
    });
const service = (name: string, port: object = {}, spec: object = {}) =>
    object(['v1', 'Service'], name, { spec: { clusterIP: 'None', selector: { app: 'web' }, ports: [{ port: 80, ...port }], ...spec } });
const role = (kind: string, name: string) => object(['rbac.authorization.k8s.io/v1', kind], name, { rules: [] });
const definition = (name: string) =>
    object(['apiextensions.k8s.io/v1', 'CustomResourceDefinition'], name, {
        spec: {
            group: 'rules.example.com',
            scope: 'Namespaced',
            names: { plural: 'things', singular: 'thing', kind: 'Thing' },
            versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
        },
    });

const labelled = (name: string, labels: object) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, labels } });

const long = (length: number) => 'a'.repeat(length);

// Each with a name of its own, by which its row is found.
const REFUSED = [
    set('set.with.dots'),
    set(long(64)),
    set('service-name', { serviceName: 'My.service' }),
    set('empty-selector', { selector: {} }),
    set('not-rolling', { updateStrategy: { type: 'OnDelete', rollingUpdate: { partition: 0 } } }),
    set('too-many', { replicas: 2147483648 }),
    set('container-name', {}, {}, { name: 'Main' }),
    set('port-name', {}, {}, { ports: [{ name: 'a-port-with-a-name', containerPort: 80 }] }),
    set('port-number', {}, {}, { ports: [{ containerPort: 65536 }] }),
    service('blanks', {}, { clusterIP: ' None' }),
    set('deadline', {}, { activeDeadlineSeconds: 5 }),
    set('volume-name', {}, { volumes: [{ name: 'Data', emptyDir: {} }] }),
    set('account', {}, { serviceAccountName: 'An_Account' }),
    pod('pod-container', 'main.1'),
    cronJob(long(53)),
    service('service.with.dots'),
    service('target-port', { targetPort: '8080' }),
    role('Role', 'role/with/slashes'),
    role('ClusterRole', 'half-50%'),
    definition('not-its-name'),
    labelled('label-value', { app: 'a b' }),
    labelled('label-key', { 'Example.com/app': 'a' }),
    object(['storage.k8s.io/v1', 'StorageClass'], 'Fast', { provisioner: 'storage.example/x' }),
];
const ACCEPTED = [
    set('grace', {}, { terminationGracePeriodSeconds: 3_000_000_000 }),
    // A set may have what none of its pods may.
    set('image-blanks', {}, {}, { image: ' registry.example/web:1' }),
    set('amount-blanks', { volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: ' 1Gi' } } } }] }),
    set('on-delete', { updateStrategy: { type: 'OnDelete' } }),
    set('good-port', {}, {}, { ports: [{ name: 'good-port-15-xx', containerPort: 80 }] }),
    cronJob(long(52)),
    service('target-name', { targetPort: 'web' }),
    role('Role', 'a:role_with.Anything'),
    role('ClusterRole', 'system:rules:X'),
    definition('things.rules.example.com'),
    object(['v1', 'ConfigMap'], 'config.with.dots'),
    labelled('label-good', { 'example.com/App_1.x': 'V1.2-rc_1', empty: '' }),
    object(['storage.k8s.io/v1', 'StorageClass'], 'storage.with.dots', { provisioner: 'storage.example/x' }),
];

test('what the draft finds wrong is what the API server refuses, kind by kind', async ({ page, namespace, problems }) => {
    problems.allow(/Failed to load resource/);
    const create = new CreatePage(page);
    await create.open(namespace);
    const text = (objects: object[]) => objects.map((object) => JSON.stringify(object)).join('\n---\n');
    await create.paste(text(REFUSED));
    await expect(create.documents.getByRole('listitem')).toHaveCount(REFUSED.length);
    for (const { kind, metadata } of REFUSED) {
        await expect(create.document(`${kind} ${metadata.name}`), metadata.name).toContainText(/\d problem/);
    }
    await create.check();
    await expect(create.summary).toHaveText(`${REFUSED.length} refused`);
    await create.paste(text(ACCEPTED));
    await expect(create.documents.getByRole('listitem')).toHaveCount(ACCEPTED.length);
    for (const { kind, metadata } of ACCEPTED) {
        await expect(create.document(`${kind} ${metadata.name}`), metadata.name).toContainText('not checked');
    }
    await create.check();
    await expect(create.summary).toHaveText(`${ACCEPTED.length} would be accepted, not created`);
});

for (const { locale, told, use, accepted, unknown, check, createOne } of [
    {
        locale: 'en',
        told: 'PodDisruptionBudget of policy/v1beta1 is no longer served since Kubernetes 1.25: use policy/v1',
        use: 'Use policy/v1',
        accepted: '1 would be accepted, not created',
        unknown: 'the cluster has no Statefulset of apps/v1: check the spelling of apiVersion and kind',
        check: 'Check',
        createOne: 'Create 1 object',
    },
    {
        locale: 'zh',
        told: 'policy/v1beta1 的 PodDisruptionBudget 自 Kubernetes 1.25 起不再提供：请改用 policy/v1',
        use: '改用 policy/v1',
        accepted: '1 个检查通过，尚未创建',
        unknown: '集群没有 apps/v1 的 Statefulset：请检查 apiVersion 和 kind 的拼写',
        check: '检查',
        createOne: '创建 1 个对象',
    },
]) {
    test(`a version that is gone and a kind that is unknown are told in the same words by draft, check and creation (${locale})`, async ({ page, namespace, problems }) => {
        problems.allow(/Failed to load resource/);
        await page.addInitScript((locale) => localStorage.setItem('ordinal.locale', locale), locale);
        const create = new CreatePage(page);
        await create.open(namespace);
        const results = page.getByRole('region', { name: /^(What the API server says|检查与创建结果)/ });
        const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

        await create.paste('apiVersion: policy/v1beta1  # old\nkind: PodDisruptionBudget\nmetadata: {name: web}\nspec: {maxUnavailable: 1, selector: {matchLabels: {app: web}}}\n');
        await expect(create.documents).toContainText(told);
        for (const button of [check, createOne]) {
            await press(button);
            await expect(results).toContainText(told);
        }
        await press(use);
        await expect(create.documents).not.toContainText(told);
        expect(await create.text()).toContain('apiVersion: policy/v1  # old\n');
        await press(check);
        await expect(create.summary).toHaveText(accepted);

        await create.paste(`apiVersion: apps/v1\nkind: Statefulset\nmetadata: {name: web}\n`);
        await expect(create.documents).toContainText(unknown);
        for (const button of [check, createOne]) {
            await press(button);
            await expect(results).toContainText(unknown);
        }
    });
}

test('a kind of another API group is judged by the cluster alone', async ({ page, namespace }) => {
    const create = new CreatePage(page);
    await create.open(namespace);
    await create.paste('apiVersion: apps.kruise.io/v1beta1\nkind: StatefulSet\nmetadata: {name: web.one}\nspec: {reserveOrdinals: [1], template: {spec: {restartPolicy: Never}}}\n');
    const row = create.document('StatefulSet web.one');
    await expect(row).toContainText('the cluster has no StatefulSet of apps.kruise.io/v1beta1: check apiVersion and kind, or install its CRD first');
    await expect(row).toContainText('1 problem');
    await expect(page.getByRole('region', { name: 'Fields' }).getByRole('textbox')).toHaveCount(2);
});
