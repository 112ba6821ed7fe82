// Goal: with few rights, do exactly what RBAC lets one do, and know what is missing for the rest. The people here have
// a token and no client certificate; what serves the page adds no credential.
import type { Page } from '@playwright/test';
import { CreatePage } from '../pages/create.ts';
import { ListPage } from '../pages/list.ts';
import { operations } from '../pages/plan.ts';
import { Shell } from '../pages/shell.ts';
import { SignInPage } from '../pages/sign_in.ts';
import type { Namespace } from '../support/cluster.ts';
import type { Gateway } from '../support/gateway.ts';
import { EDIT, VIEW, person, type Rule } from '../support/people.ts';
import { BROKEN_CONNECTION } from '../support/problems.ts';
import { expect, test } from '../support/test.ts';
import { statefulSet } from '../support/workloads.ts';

test.beforeEach(({ problems }) => problems.allow(BROKEN_CONNECTION));

/** Signs a new person with these rights in at a place of the namespace. */
async function arrive(page: Page, gateway: Gateway, namespace: Namespace, rules: Rule[], fragment: string): Promise<void> {
    const someone = await person(namespace, 'someone', rules);
    const signIn = new SignInPage(page);
    await page.goto(gateway.url(fragment));
    await signIn.signIn(someone.token);
    await signIn.is(someone.username);
}

const list = (namespace: Namespace) => `#/statefulsets?namespace=${namespace.name}`;

test('a viewer sees all of it, and each button names the permission that is missing', async ({ page, namespace, serve }) => {
    await namespace.createSet(statefulSet('web'));
    await arrive(page, await serve(), namespace, VIEW, list(namespace));
    const sets = new ListPage(page);
    await sets.toShowTheTruth(namespace);
    await new Shell(page).isLive();

    await sets.row('web').getByRole('button', { name: /actions/i }).click();
    const scale = page.getByRole('menuitem', { name: /^Scale/ });
    await expect(scale).toContainText(`You lack: patch statefulsets/scale in ${namespace.name}`);
    await expect(scale).toBeDisabled();
    await expect(page.getByRole('menuitem', { name: /^Delete/ })).toContainText(`You lack: delete statefulsets in ${namespace.name}`);
    await page.keyboard.press('Escape');

    const create = page.getByRole('main').getByRole('link', { name: 'Create' });
    await expect(create).toHaveAccessibleDescription(`You lack: create statefulsets in ${namespace.name}`);
    await create.focus();
    await expect(create).toBeFocused();
    await create.press('Enter');
    await page.keyboard.press('c');
    await expect(page, 'neither the link nor its key leads there').toHaveURL(/statefulsets\?namespace/);

    await sets.link('web').click();
    const button = page.getByRole('button', { name: 'Scale…' });
    await expect(button).toHaveAccessibleDescription(`You lack: patch statefulsets/scale in ${namespace.name}`);
    await button.focus();
    await expect(button, 'the reason can be reached by keyboard').toBeFocused();
    await button.press('Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a viewer learns before writing that creating would be refused', async ({ page, namespace, serve }) => {
    await arrive(page, await serve(), namespace, VIEW, `#/statefulsets/create?namespace=${namespace.name}`);
    const missing = `You lack: create statefulsets in ${namespace.name}`;
    await expect(page.getByRole('main').getByRole('status').filter({ hasText: missing })).toBeVisible();
    await expect(page.getByRole('button', { name: /^Create / })).toHaveAccessibleDescription(missing);
});

test('a viewer learns before writing that editing would be refused', async ({ page, namespace, serve }) => {
    await namespace.createSet(statefulSet('web'));
    await arrive(page, await serve(), namespace, VIEW, `#/statefulsets/${namespace.name}/web/edit`);
    const missing = `You lack: patch statefulsets in ${namespace.name}`;
    await expect(page.getByRole('main').getByRole('status').filter({ hasText: missing })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Review changes' })).toHaveAccessibleDescription(missing);
});

test('an editor of one namespace has a whole product in it', async ({ page, namespace, serve }) => {
    await namespace.createSet(statefulSet('web', { replicas: 1 }));
    await arrive(page, await serve(), namespace, EDIT, list(namespace));
    const sets = new ListPage(page);
    await sets.toShowTheTruth(namespace);
    await new Shell(page).isLive();
    await expect(page.getByRole('alert'), 'what is not theirs is no error').toHaveCount(0);

    await sets.act('web', /^Scale/);
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'One more' }).click();
    await dialog.getByRole('button', { name: 'Scale to 2' }).click();
    await expect(dialog).toBeHidden();
    await expect.poll(async () => (await namespace.set('web')).spec.replicas).toBe(2);

    await sets.act('web', /^Delete/);
    await dialog.getByRole('textbox').fill('web');
    await dialog.getByRole('button', { name: 'Delete web' }).click();
    await expect(sets.row('web')).toHaveCount(0);
    expect(await namespace.hasSet('web')).toBe(false);
});

test('whoever may not list namespaces types the one that is theirs', async ({ page, namespace, serve }) => {
    await namespace.createSet(statefulSet('web'));
    await arrive(page, await serve(), namespace, VIEW, '#/statefulsets');
    await page.getByRole('banner').getByRole('button', { name: /^Namespace/ }).click();
    await page.getByRole('combobox').fill(namespace.name);
    await page.keyboard.press('Enter');
    await expect(new ListPage(page).row('web')).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`namespace=${namespace.name}`));
});

test('without the right to watch, the list is read again and again and says so', async ({ page, namespace, serve }) => {
    test.slow();
    const rules = VIEW.map((rule) => ({ ...rule, verbs: ['get', 'list'] }));
    await namespace.createSet(statefulSet('web'));
    await arrive(page, await serve(), namespace, rules, list(namespace));
    const sets = new ListPage(page);
    await sets.toShowTheTruth(namespace);
    await new Shell(page).stands('Polling');
    await namespace.createSet(statefulSet('later'));
    await sets.toShowTheTruth(namespace, 60_000);
});

test('without the right to read events, everything else of a set is there', async ({ page, namespace, serve }) => {
    const rules = VIEW.map((rule) => ({ ...rule, resources: rule.resources.filter((resource) => resource !== 'events') }));
    await namespace.createSet(statefulSet('web'));
    await arrive(page, await serve(), namespace, rules, `#/statefulsets/${namespace.name}/web`);
    await expect(page.getByRole('heading', { name: 'web', level: 1 })).toBeVisible();
    await expect(page.getByRole('tabpanel').getByText('web-0').first()).toBeVisible();
    await page.getByRole('tab', { name: /^Events/ }).click();
    await expect(page.getByRole('tabpanel')).toContainText('cannot list resource "events"');
});

test('a permission that is taken away is named after the first refusal', async ({ page, namespace, serve }) => {
    await namespace.createSet(statefulSet('web'));
    await arrive(page, await serve(), namespace, EDIT, list(namespace));
    const sets = new ListPage(page);
    await sets.act('web', /^Scale/);
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'One more' }).click();
    await namespace.setRole('someone', VIEW);
    await dialog.getByRole('button', { name: 'Scale to 2' }).click();
    await expect(operations(page)).toContainText('cannot patch resource "statefulsets/scale"');
    await sets.row('web').getByRole('button', { name: /actions/i }).click();
    await expect(page.getByRole('menuitem', { name: /^Scale/ })).toContainText(`You lack: patch statefulsets/scale in ${namespace.name}`);
});

test('a draft of one cluster is not offered in another', async ({ page, namespace, serve }) => {
    const layout = { config: { clusters: [{ name: 'one', prefix: '/one' }, { name: 'two', prefix: '/two' }] }, api: { '/one': 'admin', '/two': 'open' } } as const;
    const gateway = await serve(layout);
    const create = new CreatePage(page);
    const place = `#/statefulsets/create?namespace=${namespace.name}`;
    await page.goto(gateway.url(place, '?cluster=one'));
    await expect(create.editor).toBeAttached();
    await create.paste('# mine\n');
    await expect(page.locator('.view-line').filter({ hasText: 'mine' })).toBeVisible();
    await page.goto(gateway.url(place, '?cluster=two'));
    const someone = await person(namespace, 'someone', EDIT);
    await new SignInPage(page).signIn(someone.token);
    // The same cluster by another way, but they may not read its identity, so it counts as another one.
    await expect(create.editor).toBeAttached();
    await expect(page.locator('.view-line').filter({ hasText: 'apiVersion' }).first()).toBeVisible();
    await expect(page.locator('.view-line').filter({ hasText: 'mine' })).toHaveCount(0);
    await page.goto(gateway.url(place, '?cluster=one'));
    await expect(page.locator('.view-line').filter({ hasText: 'mine' })).toBeVisible();
});
