// Goal: sign in where nothing else does it, as exactly one person, and lose nothing when that ends.
import AxeBuilder from '@axe-core/playwright';
import { CreatePage } from '../pages/create.ts';
import { ListPage } from '../pages/list.ts';
import { Shell } from '../pages/shell.ts';
import { SignInPage } from '../pages/sign_in.ts';
import { EDIT, VIEW, person, token } from '../support/people.ts';
import { BROKEN_CONNECTION } from '../support/problems.ts';
import { expect, test } from '../support/test.ts';
import { statefulSet } from '../support/workloads.ts';

test.beforeEach(({ problems }) => problems.allow(BROKEN_CONNECTION));

test('a token is used for requests and for streams, and kept nowhere', async ({ page, namespace, serve }) => {
    await namespace.createSet(statefulSet('web'));
    const viewer = await person(namespace, 'viewer', VIEW);
    const gateway = await serve();
    const signIn = new SignInPage(page);
    await page.goto(gateway.url(`#/statefulsets?namespace=${namespace.name}`));
    await signIn.signIn(viewer.token);
    await new ListPage(page).toShowTheTruth(namespace);
    await new Shell(page).isLive();
    const sent = gateway.passed.filter((request) => request.authorization === `Bearer ${viewer.token}`);
    expect(sent.length, 'as a header').toBeGreaterThan(0);
    const encoded = Buffer.from(viewer.token).toString('base64url');
    const stream = gateway.passed.find((request) => request.upgrade && request.subprotocol.includes(encoded));
    expect(stream?.subprotocol, 'as a subprotocol, with one to remain').toBe(
        `base64url.bearer.authorization.k8s.io.${encoded}, base64.binary.k8s.io`,
    );
    const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    expect(stored).not.toContain(viewer.token);
    await page.reload();
    await expect(signIn.dialog, 'memory is gone with a reload').toBeVisible();
});

test('a token that is kept for the tab survives a reload, and signing out forgets it', async ({ page, namespace, serve }) => {
    const viewer = await person(namespace, 'viewer', VIEW);
    const gateway = await serve();
    const signIn = new SignInPage(page);
    await page.goto(gateway.url(`#/statefulsets?namespace=${namespace.name}`));
    await signIn.dialog.getByRole('checkbox').check();
    await signIn.signIn(viewer.token);
    await page.reload();
    await signIn.is(viewer.username);
    await signIn.person.click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(signIn.dialog).toBeVisible();
    expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain(viewer.token);
});

test('what is no token, and a token that is not good, are refused with the reason', async ({ page, serve }) => {
    const gateway = await serve();
    const signIn = new SignInPage(page);
    await page.goto(gateway.url());
    await signIn.submit('not a token: 令牌');
    await expect(signIn.refusal).toContainText('This is not a token');
    await signIn.submit('wrong.wrong.wrong');
    await expect(signIn.refusal).toContainText('The API server does not accept this token');
    await expect(signIn.dialog).toBeVisible();
});

test('a token is refused where the connection has a credential of its own', async ({ page, namespace, serve }) => {
    const viewer = await person(namespace, 'viewer', VIEW);
    const gateway = await serve();
    const signIn = new SignInPage(page);
    await page.goto(gateway.url());
    await expect(signIn.dialog).toBeVisible();
    gateway.lead('', 'admin');
    await signIn.submit(viewer.token);
    await expect(signIn.refusal).toContainText('The connection is already signed in as admin');
    await expect(signIn.refusal).toContainText('some requests would run as one person and some as the other');
});

test('where kubectl proxy signs one in, nothing asks for a token', async ({ page }) => {
    await page.goto('./');
    const signIn = new SignInPage(page);
    await signIn.is('admin');
    await signIn.person.click();
    await expect(page.getByRole('dialog', { name: 'Signed in as' })).toContainText('system:masters');
    await expect(page.getByRole('button', { name: /^Sign (in|out)/ })).toHaveCount(0);
});

test('a sign-in that ends keeps the place and what was written', async ({ page, namespace, serve }) => {
    const editor = await person(namespace, 'editor', EDIT);
    const gateway = await serve();
    const signIn = new SignInPage(page);
    const create = new CreatePage(page);
    await page.goto(gateway.url(`#/statefulsets/create?namespace=${namespace.name}`));
    await signIn.signIn(editor.token);
    await expect(create.editor).toBeAttached();
    await create.paste(`# half a thought\n${JSON.stringify(statefulSet('web'))}`);
    const thought = page.locator('.view-line').filter({ hasText: 'half a thought' });
    await expect(thought).toBeVisible();
    const place = page.url();

    gateway.expire(editor.token);
    await create.check();
    await expect(signIn.dialog).toContainText('The API server no longer accepts your token');
    await signIn.signIn(await token(namespace, 'editor', 7200));
    await expect(thought).toBeVisible();
    expect(page.url()).toBe(place);
    await signIn.is(editor.username);
});

test('who was signed in by the connection and no longer is signs in with a token from the mark that says so', async ({ page, namespace, serve }) => {
    await namespace.createSet(statefulSet('web'));
    const viewer = await person(namespace, 'viewer', VIEW);
    const gateway = await serve({ api: { '': 'admin' } });
    const [signIn, shell, list] = [new SignInPage(page), new Shell(page), new ListPage(page)];
    await page.goto(gateway.url(`#/statefulsets?namespace=${namespace.name}`));
    await expect(list.row('web')).toBeVisible();
    await signIn.is('admin');
    gateway.lead('', 'open');
    await shell.stands('Signed out');
    await expect(list.row('web'), 'what was there stays').toBeVisible();
    await expect(signIn.dialog).toBeHidden();
    await shell.connection.click();
    await page.getByRole('button', { name: 'Sign in with a token…' }).click();
    await signIn.signIn(viewer.token);
    await signIn.is(viewer.username);
    await shell.isLive();
    await list.toShowTheTruth(namespace);
});

test('what one may do is known at once after signing in again', async ({ page, namespace, serve }) => {
    const viewer = await person(namespace, 'viewer', VIEW);
    const gateway = await serve();
    const signIn = new SignInPage(page);
    await page.goto(gateway.url('#/settings'));
    await signIn.signIn(viewer.token);
    await signIn.is(viewer.username);
    gateway.expire(viewer.token);
    await page.evaluate((hash) => (location.hash = hash), `#/statefulsets?namespace=${namespace.name}`);
    await expect(signIn.dialog).toContainText('The API server no longer accepts your token');
    await signIn.signIn(await token(namespace, 'viewer', 7200));
    const create = page.getByRole('main').getByRole('link', { name: /^Create/ }).first();
    await expect(create).toHaveAccessibleDescription(`You lack: create statefulsets in ${namespace.name}`);
});

test('the end of a sign-in is announced before it comes', async ({ page, namespace, serve }) => {
    await person(namespace, 'viewer', VIEW);
    const gateway = await serve();
    const signIn = new SignInPage(page);
    await page.goto(gateway.url(`#/statefulsets?namespace=${namespace.name}`));
    await signIn.signIn(await token(namespace, 'viewer', 600));
    await expect(signIn.person).toHaveAccessibleName(/sign-in ends in \d+ min/);
});

test('the sign-in page is accessible in both languages and themes, and fits a phone', async ({ page, serve }) => {
    const gateway = await serve();
    const signIn = new SignInPage(page);
    await page.goto(gateway.url());
    for (const theme of ['light', 'dark']) {
        for (const locale of ['en', 'zh']) {
            await page.evaluate(
                ([theme, locale]) => {
                    localStorage.setItem('ordinal.theme', theme);
                    localStorage.setItem('ordinal.locale', locale);
                },
                [theme, locale],
            );
            await page.reload();
            await expect(signIn.dialog).toBeVisible();
            await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
            const { violations } = await new AxeBuilder({ page }).analyze();
            expect(violations.map(({ id, nodes }) => ({ id, at: nodes.map((node) => node.html) })), `${theme}, ${locale}`).toEqual([]);
        }
    }
    await page.setViewportSize({ width: 390, height: 850 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await signIn.dialog.evaluate((dialog) => dialog.scrollWidth)).toBeLessThanOrEqual(390);
});
