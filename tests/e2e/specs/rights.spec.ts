// Goal: whatever RBAC grants, however little, can be used; what it does not is named by its verb. The people here have a
// token and no client certificate; what serves the page adds no credential.
import type { Page } from '@playwright/test';
import { ListPage } from '../pages/list.ts';
import { Shell } from '../pages/shell.ts';
import { SignInPage } from '../pages/sign_in.ts';
import type { Namespace } from '../support/cluster.ts';
import type { Gateway } from '../support/gateway.ts';
import { VIEW, admit, person, type Person, type Rule } from '../support/people.ts';
import { BROKEN_CONNECTION } from '../support/problems.ts';
import { expect, test } from '../support/test.ts';
import { statefulSet } from '../support/workloads.ts';

test.beforeEach(({ problems }) => problems.allow(BROKEN_CONNECTION));

/** What is polled is read again every five seconds. */
const POLLED = { timeout: 20_000 };

async function arrive(page: Page, gateway: Gateway, namespace: Namespace, rules: Rule[], fragment: string): Promise<Person> {
    const someone = await person(namespace, 'someone', rules);
    await page.goto(gateway.url(fragment));
    const signIn = new SignInPage(page);
    await signIn.signIn(someone.token);
    await signIn.is(someone.username);
    return someone;
}

const apps = (resource: string, verbs: string[], ...resourceNames: string[]): Rule => ({
    apiGroups: ['apps'],
    resources: [resource],
    verbs,
    ...(resourceNames.length > 0 && { resourceNames }),
});
const core = (resource: string, verbs: string[]): Rule => ({ apiGroups: [''], resources: [resource], verbs });

/** What the panel behind the mark in the top bar says. */
async function explanation(page: Page): Promise<string> {
    await new Shell(page).connection.click();
    const panel = page.getByRole('dialog', { name: 'Connection' });
    const text = await panel.innerText();
    await page.keyboard.press('Escape');
    return text;
}

test('who may get one set and patch it sees it, changes it and is told what is missing', async ({ page, namespace, serve }) => {
    test.slow();
    await namespace.createSet(statefulSet('web', { replicas: 1 }));
    const rules = [apps('statefulsets', ['get', 'patch'], 'web')];
    await arrive(page, await serve(), namespace, rules, `#/statefulsets/${namespace.name}/web`);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('web');
    await expect(page.getByRole('status').filter({ hasText: 'You may only get this StatefulSet' })).toBeVisible();
    await new Shell(page).stands('Polling');
    const told = await explanation(page);
    expect(told).toContain('list and watch');
    expect(told).not.toMatch(/gateway/i);
    await expect(page.getByRole('tabpanel'), 'pods are another right').toContainText('cannot list resource "pods"');
    await expect(page.getByRole('button', { name: 'Delete…' })).toHaveAccessibleDescription(`You lack: delete statefulsets in ${namespace.name}`);

    await page.getByRole('button', { name: 'Scale…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Scale web' });
    await dialog.getByRole('textbox', { name: 'Replicas' }).fill('2');
    await dialog.getByRole('button', { name: 'Scale to 2' }).click();
    await expect.poll(async () => (await namespace.set('web')).spec.replicas).toBe(2);
    await expect(page.getByRole('main'), 'and the page shows it').toContainText('/ 2', POLLED);

    await namespace.deleteSet('web');
    await expect(page.getByRole('main')).toContainText('This StatefulSet has been deleted', POLLED);
});

test('who may get pods sees those of the set, each read by its name', async ({ page, namespace, serve }) => {
    test.slow();
    await namespace.createSet(statefulSet('web', { replicas: 1 }));
    const rules = [apps('statefulsets', ['get'], 'web'), core('pods', ['get'])];
    await arrive(page, await serve(), namespace, rules, `#/statefulsets/${namespace.name}/web`);
    const pods = page.getByRole('tabpanel');
    await expect(pods).toContainText('You may only get pods by name', POLLED);
    await expect(pods.getByText('web-0').first()).toBeVisible();
    await namespace.scale('web', 2);
    await expect(pods.getByText('web-1').first()).toBeVisible(POLLED);
});

test('whose role names the one set they may list and watch follows it live', async ({ page, namespace, serve }) => {
    await namespace.createSet(statefulSet('web'));
    const rules = [apps('statefulsets', ['get', 'list', 'watch'], 'web')];
    await arrive(page, await serve(), namespace, rules, `#/statefulsets/${namespace.name}/web`);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('web');
    await new Shell(page).isLive();
});

test('a list without the right to watch names that verb and blames no gateway', async ({ page, namespace, serve }) => {
    test.slow();
    const rules = VIEW.map((rule) => ({ ...rule, verbs: ['get', 'list'] }));
    await namespace.createSet(statefulSet('web'));
    await arrive(page, await serve(), namespace, rules, `#/statefulsets?namespace=${namespace.name}`);
    await new Shell(page).stands('Polling');
    const told = await explanation(page);
    expect(told).toContain('Ask for the permission watch');
    expect(told).toContain('cannot watch resource "statefulsets"');
    expect(told).not.toMatch(/gateway/i);
});

test('who may only scale stops a set without a record of its count, and is told so', async ({ page, namespace, serve }) => {
    await namespace.createSet(statefulSet('web', { replicas: 1 }));
    const rules = [...VIEW, apps('statefulsets/scale', ['get', 'patch'])];
    await arrive(page, await serve(), namespace, rules, `#/statefulsets/${namespace.name}/web`);
    await page.getByRole('main').getByRole('button', { name: 'Stop…' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('The count is not recorded');
    await dialog.getByRole('button', { name: /^Stop/ }).click();
    await expect.poll(async () => (await namespace.set('web')).spec.replicas).toBe(0);
    expect((await namespace.set('web')).metadata.annotations ?? {}).not.toHaveProperty('ordinal/replicas-before-stop');
});

test('who may patch sets and not their scale scales them all the same', async ({ page, namespace, serve }) => {
    await namespace.createSet(statefulSet('web', { replicas: 1 }));
    const rules = [...VIEW, apps('statefulsets', ['patch'])];
    await arrive(page, await serve(), namespace, rules, `#/statefulsets?namespace=${namespace.name}`);
    const sets = new ListPage(page);
    await sets.act('web', /^Scale/);
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'One more' }).click();
    await dialog.getByRole('button', { name: 'Scale to 2' }).click();
    await expect.poll(async () => (await namespace.set('web')).spec.replicas).toBe(2);
});

test('who may see one namespace is asked once which, and finds it chosen the next time', async ({ page, namespace, serve }) => {
    await namespace.createSet(statefulSet('web'));
    const other = await namespace.another();
    await other.createSet(statefulSet('elsewhere'));
    const gateway = await serve();
    const someone = await arrive(page, gateway, namespace, VIEW, '#/statefulsets');
    await admit(other, someone.username, VIEW);
    const [sets, signIn] = [new ListPage(page), new SignInPage(page)];
    const asked = page.getByRole('main').getByRole('textbox', { name: 'Namespace' });
    await expect(asked, 'a service account may be meant to see where it lives').toHaveValue(namespace.name);
    await asked.fill('No Name');
    await page.getByRole('button', { name: 'Show it' }).click();
    await expect(page.getByRole('main')).toContainText('lowercase letters');
    await asked.fill(namespace.name);
    await asked.press('Enter');
    await expect(sets.row('web')).toBeVisible();

    const again = async () => {
        await page.goto('about:blank');
        await page.goto(gateway.url('#/statefulsets'));
        await signIn.signIn(someone.token);
    };
    await again();
    await expect(sets.row('web'), 'chosen by itself').toBeVisible();
    await expect(page).toHaveURL(new RegExp(`namespace=${namespace.name}`));

    await page.getByRole('banner').getByRole('button', { name: /^Namespace/ }).click();
    await page.getByRole('combobox').fill(other.name);
    await page.keyboard.press('Enter');
    await expect(sets.row('elsewhere')).toBeVisible();
    await again();
    await expect(sets.row('elsewhere'), 'what was chosen last').toBeVisible();
    await other.remove();
});

test('the notes of the edit page speak of saving', async ({ page, namespace, serve }) => {
    await namespace.createSet(statefulSet('web'));
    await arrive(page, await serve(), namespace, VIEW, `#/statefulsets/${namespace.name}/web/edit`);
    const note = page.getByRole('main').getByRole('status').filter({ hasText: 'You lack: patch statefulsets' });
    await expect(note).toContainText('would refuse to save it');
    await expect(note).not.toContainText(/create/i);
});
