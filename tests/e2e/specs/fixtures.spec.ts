// Goal: what the domain's tests take for realistic is what a real API server takes. The fixtures that are one
// object, or several of one namespace, are checked in draft.spec.ts; here are those that need more.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CreatePage } from '../pages/create.ts';
import { request } from '../support/cluster.ts';
import { environment } from '../support/environment.ts';
import { expect, test } from '../support/test.ts';

const fixture = (name: string) => readFileSync(fileURLToPath(new URL(`../../fixtures/drafts/${name}`, import.meta.url)), 'utf8');

test('eight documents of mixed and unknown kinds, a namespace and a definition among them, are created', async ({ page, namespace, problems }) => {
    problems.allow(/Failed to load resource/);
    const [own, group] = [`${namespace.name}-mixed`, `${namespace.name}.example.com`];
    const text = fixture('mixed.yaml')
        .replace('  name: mixed', `  name: ${own}`)
        .replaceAll('namespace: mixed', `namespace: ${own}`)
        .replaceAll('drafts.example.com', group);
    const definition = `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/backups.${group}`;
    try {
        const create = new CreatePage(page);
        await create.open(namespace);
        await create.paste(text);
        await expect(create.documents.getByRole('listitem')).toHaveCount(8);
        await create.create();
        await page.getByRole('dialog').getByRole('button', { name: `Write to ${own}` }).click();
        await expect(create.summary).toContainText('8 created', { timeout: 30_000 });
        const { items } = await request('GET', `/apis/${group}/v1/namespaces/${own}/backups`);
        expect(items.map((item: any) => item.metadata.name).sort()).toEqual(['nightly', 'weekly']);
        // Values of every type came through: `null` is not taken out by the text, but by the server where it means nothing.
        expect(items.find((item: any) => item.metadata.name === 'weekly').spec.anything).toEqual([1, 'two', { three: 3.5 }, null, true]);
        const { data } = await request('GET', `/api/v1/namespaces/${own}/configmaps/settings`);
        expect(data['app.properties']).toBe('mode=fast\n---\nthis=is still text\n');
    } finally {
        await request('DELETE', definition);
        await request('DELETE', `/api/v1/namespaces/${own}`);
    }
});

test('a manifest with fields newer than the API server is accepted by it without them', async ({ namespace }) => {
    const path = `/apis/apps/v1/namespaces/${namespace.name}/statefulsets?dryRun=All&fieldValidation=Warn`;
    const answer = await fetch(environment.api + path, {
        method: 'POST', headers: { 'Content-Type': 'application/yaml' }, body: fixture('newer.yaml'),
    });
    expect(answer.status, await answer.clone().text()).toBe(201);
    expect(answer.headers.get('warning')).toContain('spec.quorum');
    expect((await answer.json()).spec.ordinals).toEqual({ start: 5 });
});
