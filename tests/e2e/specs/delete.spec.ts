// Goal: delete a set only when that is meant, knowing what goes with it.
import { ListPage } from '../pages/list.ts';
import { SignInPage } from '../pages/sign_in.ts';
import { request } from '../support/cluster.ts';
import { EDIT, person } from '../support/people.ts';
import { expect, test } from '../support/test.ts';
import { statefulSet } from '../support/workloads.ts';

test('a set is deleted only after its name has been typed', async ({ page, namespace }) => {
    await namespace.createSet(statefulSet('web', { replicas: 2 }));
    const list = new ListPage(page);
    await list.open(namespace);
    await expect(list.row('web')).toContainText('2 / 2');
    await list.act('web', /^Delete/);
    const dialog = page.getByRole('dialog', { name: 'Delete web' });
    await expect(dialog).toContainText('web-1, web-0');
    const button = dialog.getByRole('button', { name: 'Delete web' });
    await expect(button).toBeDisabled();
    await dialog.getByRole('textbox').fill('wep');
    await expect(button).toBeDisabled();
    await dialog.getByRole('textbox').fill('web');
    await button.click();
    await expect(dialog).toHaveCount(0);
    await expect(list.row('web')).toHaveCount(0);
    expect(await namespace.hasSet('web')).toBe(false);
});

test('leaving the dialog keeps the set', async ({ page, namespace }) => {
    await namespace.createSet(statefulSet('web'));
    const list = new ListPage(page);
    await list.open(namespace);
    await list.act('web', /^Delete/);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(list.row('web')).toContainText('1 / 1');
    expect(await namespace.hasSet('web')).toBe(true);
});

test('a set that was made anew under the same name while one decides is not deleted', async ({ page, namespace }) => {
    await namespace.createSet(statefulSet('web'));
    const list = new ListPage(page);
    await list.open(namespace);
    await expect(list.row('web')).toContainText('1 / 1');
    await list.act('web', /^Delete/);
    const dialog = page.getByRole('dialog', { name: 'Delete web' });
    await dialog.getByRole('textbox').fill('web');
    await namespace.deleteSet('web');
    await expect.poll(() => namespace.hasSet('web')).toBe(false);
    const anew = await namespace.createSet(statefulSet('web'));
    await expect(dialog, 'the set it was about is gone').toContainText('It is not there any more.');
    await expect(dialog.getByRole('button', { name: 'Delete web' })).toBeDisabled();
    expect((await namespace.set('web')).metadata.uid).toBe(anew.metadata.uid);
});

test('a Service goes along only where nobody else will use it, which takes the right to look', async ({ page, namespace, serve, problems }) => {
    problems.allow(/Failed to load resource: .* 403/);
    const pods = (app: string) => ({ metadata: { labels: { app } }, spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'registry.example/main:1.0' }] } });
    for (const name of ['web', 'shop', 'front']) {
        await namespace.createSet(statefulSet(name));
        await namespace.create('services', { metadata: { name }, spec: { selector: { app: name }, ports: [{ port: 80 }] } });
    }
    const spec = { suspend: true, schedule: '0 3 * * *', jobTemplate: { spec: { template: pods('shop') } } };
    await request('POST', `/apis/batch/v1/namespaces/${namespace.name}/cronjobs`, { metadata: { name: 'nightly' }, spec });
    const ingresses = `/apis/networking.k8s.io/v1/namespaces/${namespace.name}/ingresses`;
    await request('POST', ingresses, { metadata: { name: 'public' }, spec: { defaultBackend: { service: { name: 'front', port: { number: 80 } } } } });
    const list = new ListPage(page);
    await list.open(namespace);
    const dialog = page.getByRole('dialog');
    await list.act('web', /^Delete/);
    await expect(dialog.getByRole('checkbox', { name: 'Service web' })).not.toBeChecked();
    // A CronJob makes such pods again, and an Ingress leads to the other.
    for (const shared of ['shop', 'front']) {
        await dialog.getByRole('button', { name: 'Cancel' }).click();
        await list.act(shared, /^Delete/);
        await expect(dialog).toContainText(`Service ${shared}: others use it as well: it stays`);
        await expect(dialog.getByRole('checkbox', { name: `Service ${shared}` })).toHaveCount(0);
    }

    // Who may not read workloads is told so, and nothing is taken for nobody else's.
    const someone = await person(namespace, 'someone', EDIT);
    const gateway = await serve();
    await page.goto(gateway.url(`#/statefulsets?namespace=${namespace.name}`));
    await new SignInPage(page).signIn(someone.token);
    await list.act('web', /^Delete/);
    await expect(dialog).toContainText('Service web: whether others use it could not be found out: it stays');
    await expect(dialog).toContainText('Listing CronJobs');
    await expect(dialog).toContainText('cannot list resource "cronjobs"');
});
