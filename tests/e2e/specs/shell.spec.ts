// Goal: get anywhere and do anything by a few keys, have the console as one likes it, and never be left without a word.
import type { Page } from '@playwright/test';
import { CreatePage } from '../pages/create.ts';
import { ListPage } from '../pages/list.ts';
import { Palette } from '../pages/palette.ts';
import { SettingsPage } from '../pages/settings.ts';
import { Namespace } from '../support/cluster.ts';
import { expect, test } from '../support/test.ts';
import { statefulSet } from '../support/workloads.ts';

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

test.describe('the palette', () => {
    test('finds a set by letters of its name, its alias or its namespace, and opens it by keyboard', async ({ page, namespace }) => {
        await namespace.createSet(statefulSet('orders-db', { annotations: { 'kubesphere.io/alias-name': '订单数据库' } }));
        await namespace.createSet(statefulSet('web'));
        await new ListPage(page).open();
        const palette = new Palette(page);
        await palette.open();
        await palette.find(`odb ${namespace.name}`, 'orders-db');
        await palette.find(`数据库 ${namespace.name}`, 'orders-db');
        await palette.find(`${namespace.name}/web`, 'web');
        await palette.take();
        await expect(page).toHaveURL(new RegExp(`#/statefulsets/${namespace.name}/web$`));
        await expect(heading(page, /web/), 'the keyboard is at the heading').toBeFocused();
        // What was chosen is offered first.
        await palette.open();
        await expect(palette.options.first()).toContainText('web');
        await page.keyboard.press('ArrowDown');
        await expect(palette.options.nth(1)).toHaveAttribute('aria-selected', 'true');
    });

    test('knows pages and actions by their names in both languages', async ({ page, namespace }) => {
        await new ListPage(page).open(namespace);
        const palette = new Palette(page);
        await palette.open();
        await palette.find('切换到中文', 'Switch to Chinese');
        await palette.take();
        await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
        await palette.open();
        await palette.find('settings', '设置');
        await palette.take();
        await expect(heading(page, '设置')).toBeFocused();
        await palette.open();
        await palette.find('dark', '深色主题');
        await palette.take();
        await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
        await palette.open();
        await palette.input.fill('no-such-thing-at-all');
        await expect(palette.box).toContainText('没有名为“no-such-thing-at-all”的内容');
        await expect(palette.options).toHaveCount(0);
    });

    test('leads to the parts of the set that the keyboard is at', async ({ page, namespace }) => {
        await namespace.createSet(statefulSet('orders-db'));
        await namespace.createSet(statefulSet('web'));
        const list = new ListPage(page);
        await list.open(namespace);
        await expect(list.row('web')).toBeVisible();
        await page.keyboard.press('j');
        await page.keyboard.press('j');
        const palette = new Palette(page);
        await palette.open();
        await palette.find('restart', /Restart.*web/);
        await palette.find('events', /Events.*web/);
        await palette.take();
        await expect(page).toHaveURL(new RegExp(`/${namespace.name}/web\\?tab=events$`));
        await expect(heading(page, /web/)).toBeFocused();
    });

    test('opens while one types, and Escape brings the keyboard back', async ({ page, namespace }) => {
        await namespace.createSet(statefulSet('web'));
        await new ListPage(page).open(namespace);
        const search = page.getByRole('searchbox').first();
        await search.fill('we');
        const palette = new Palette(page);
        await palette.open();
        await page.keyboard.press('Escape');
        await expect(palette.box).toHaveCount(0);
        await expect(search).toBeFocused();
        await expect(search).toHaveValue('we');
        await page.getByRole('banner').getByRole('button', { name: 'Open the command palette' }).click();
        await expect(palette.input).toBeFocused();
    });

    test('searches the namespaces one used where one may not list all', async ({ page, namespace, problems }) => {
        problems.allow(/Failed to load resource/);
        await forbidEverywhere(page);
        await namespace.createSet(statefulSet('mine'));
        await page.goto('./#/statefulsets');
        await chooseTyped(page, namespace.name);
        await expect(new ListPage(page).row('mine')).toBeVisible();
        await page.goto('./#/settings');
        const palette = new Palette(page);
        await palette.open();
        await expect(palette.box).toContainText('You may not list all namespaces');
        await palette.find('mine', 'mine');
        await palette.take();
        await expect(page).toHaveURL(new RegExp(`/${namespace.name}/mine$`));
    });
});

test.describe('the namespace picker', () => {
    test('several namespaces are chosen by keyboard, and the address says which', async ({ page, namespace }) => {
        const other = await Namespace.create(`${namespace.name}-b`);
        await namespace.createSet(statefulSet('web-a'));
        await other.createSet(statefulSet('web-b'));
        const list = new ListPage(page);
        await list.open(namespace);
        await expect(list.row('web-a')).toBeVisible();
        await page.keyboard.press('n');
        const find = page.getByRole('combobox', { name: 'Find or type a namespace' });
        await find.fill(other.name);
        await expect(page.getByRole('option', { name: other.name })).toBeVisible();
        await page.keyboard.press('Space');
        await expect(page.getByRole('option', { name: other.name })).toHaveAttribute('aria-selected', 'true');
        await page.keyboard.press('Escape');
        await expect(list.row('web-a')).toBeVisible();
        await expect(list.row('web-b')).toBeVisible();
        await expect(page).toHaveURL(new RegExp(`namespace=${namespace.name}(,|%2C)${other.name}`));
        const trigger = page.getByRole('button', { name: `Namespace: ${namespace.name}, ${other.name}` });
        await expect(trigger).toBeVisible();
        await page.reload();
        await expect(list.row('web-b')).toBeVisible();
        // A press on a name takes it alone.
        await trigger.click();
        await find.fill(other.name);
        await page.getByRole('option', { name: other.name }).click();
        await expect(page).toHaveURL(new RegExp(`namespace=${other.name}$`));
        await expect(list.row('web-a')).toHaveCount(0);
        await other.remove();
    });

    test('a pinned namespace stands first, also after a reload', async ({ page, namespace }) => {
        await new ListPage(page).open(namespace);
        await page.getByRole('button', { name: /^Namespace: / }).click();
        await page.getByRole('combobox', { name: 'Find or type a namespace' }).fill('kube-system');
        await expect(page.getByRole('option').first()).toContainText('kube-system');
        await page.getByRole('button', { name: 'Pin kube-system' }).click();
        await expect(page.getByRole('button', { name: 'Unpin kube-system' })).toBeVisible();
        await page.reload();
        await page.getByRole('button', { name: /^Namespace: / }).click();
        await expect(page.getByRole('option').nth(0)).toContainText('All namespaces');
        await expect(page.getByRole('option').nth(1)).toHaveAccessibleName(/kube-system.*pinned/);
    });

    test('whoever may not list namespaces types one, and finds it again', async ({ page, namespace, problems }) => {
        problems.allow(/Failed to load resource/);
        await forbidEverywhere(page);
        await namespace.createSet(statefulSet('mine'));
        await page.goto('./#/statefulsets');
        await chooseTyped(page, namespace.name);
        const list = new ListPage(page);
        await expect(list.row('mine')).toBeVisible();
        await page.goto('./#/settings');
        await page.reload();
        await page.getByRole('button', { name: /^Namespace: / }).click();
        await expect(page.getByText('You may not list namespaces: type the name.')).toBeVisible();
        await page.getByRole('option', { name: namespace.name }).click();
        await expect(list.row('mine')).toBeVisible();
    });
});

/** What a user sees who has rights in single namespaces only: the API server's own words. */
async function forbidEverywhere(page: Page): Promise<void> {
    for (const [group, resource, path] of [
        ['', 'namespaces', '/api/v1/namespaces?'],
        ['apps', 'statefulsets', '/apis/apps/v1/statefulsets?'],
    ]) {
        const message = `${resource}${group && `.${group}`} is forbidden: User "ann" cannot list resource "${resource}" in API group "${group}" at the cluster scope`;
        const status = { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason: 'Forbidden', code: 403, message, details: { group, kind: resource } };
        await page.route(
            (url) => (url.pathname + url.search).startsWith(path),
            (route) => route.fulfill({ status: 403, json: status }),
        );
    }
}

async function chooseTyped(page: Page, name: string): Promise<void> {
    await page.getByRole('button', { name: /^Namespace: / }).click();
    await page.getByRole('combobox', { name: 'Find or type a namespace' }).fill(name);
    await expect(page.getByRole('option', { name: `Use “${name}”` })).toBeVisible();
    await page.keyboard.press('Enter');
}

test.describe('the keys', () => {
    test('the help sheet names what the page offers, and keys do nothing while one types', async ({ page, namespace }) => {
        await namespace.createSet(statefulSet('web'));
        await new ListPage(page).open(namespace);
        await page.keyboard.press('?');
        const help = page.getByRole('dialog', { name: 'Keyboard' });
        for (const word of ['Go to the StatefulSets', 'Search by name', 'Next row', 'Choose namespaces']) {
            await expect(help.getByText(word, { exact: true })).toBeVisible();
        }
        // In a dialog a letter is no command.
        await page.keyboard.press('g');
        await page.keyboard.press(',');
        await expect(page).not.toHaveURL(/settings/);
        await page.keyboard.press('Escape');
        await expect(help).toHaveCount(0);
        await page.keyboard.press('/');
        await page.keyboard.type('g,?');
        await expect(page.getByRole('searchbox').first()).toHaveValue('g,?');
        await expect(help).toHaveCount(0);
        await expect(page).not.toHaveURL(/settings/);
    });

    test('single characters can be turned off; the palette and Escape still work', async ({ page }) => {
        const settings = new SettingsPage(page);
        await settings.open();
        await page.getByRole('switch', { name: 'Keys that are single characters' }).click();
        await page.keyboard.press('?');
        const palette = new Palette(page);
        await palette.open();
        await expect(page.getByRole('dialog', { name: 'Keyboard' })).toHaveCount(0);
        await palette.find('keys', 'Show the keys');
        await palette.take();
        await expect(page.getByRole('dialog', { name: 'Keyboard' })).toContainText('turned off');
        await page.keyboard.press('Escape');
        await page.keyboard.press('Escape');
        await expect(heading(page, 'StatefulSets')).toBeVisible();
    });
});

test.describe('the settings', () => {
    test('hold at once, in all tabs, and after a reload', async ({ page, context }) => {
        const settings = new SettingsPage(page);
        await settings.open();
        const second = await context.newPage();
        await second.goto('./#/statefulsets');
        await expect(heading(second, 'StatefulSets')).toBeVisible();
        await settings.choose('Theme', 'Dark');
        await settings.choose('Rows of lists', 'Compact');
        await settings.choose('Language', '中文');
        await expect(heading(second, '有状态副本集')).toBeVisible();
        await expect(second.locator('html')).toHaveAttribute('data-theme', 'dark');
        await expect(second.locator('html')).toHaveAttribute('data-density', 'compact');
        await second.close();
        await page.reload();
        await expect(heading(page, '设置')).toBeVisible();
        await expect(settings.choice('主题', '深色')).toBeChecked();
        await settings.choose('语言', '跟随系统');
        await expect(heading(page, 'Settings'), 'the browser asks for English').toBeVisible();
    });

    test('times are told in the zone and the way one chose', async ({ page, namespace }) => {
        await namespace.createSet(statefulSet('web'));
        const settings = new SettingsPage(page);
        await settings.open();
        await settings.choose('Time zone', 'Another');
        const zone = page.getByRole('combobox', { name: 'Name of the time zone' });
        await zone.fill('Mars/Olympus');
        await expect(page.getByText('The browser knows no time zone “Mars/Olympus”.')).toBeVisible();
        await zone.fill('Asia/Shanghai');
        await expect(page.getByText(/It is .*GMT\+8/)).toBeVisible();
        const list = new ListPage(page);
        await list.open(namespace);
        const age = list.row('web').getByRole('time').first();
        await expect(age).toHaveAttribute('title', /GMT\+8/);
        await expect(age).toHaveText(/^\d+ (s|min)$/);
        await settings.open();
        await settings.choose('How a time is shown', 'Date and time');
        await list.open(namespace);
        await expect(age).toHaveText(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
        const [shown, iso] = [await age.textContent(), await age.getAttribute('datetime')];
        const inShanghai = new Date(Date.parse(iso!) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
        expect(shown).toBe(inShanghai);
        await page.reload();
        await expect(age).toHaveText(inShanghai);
    });

    test('what is kept while one looks at it is listed at once, without looking again and again', async ({ page }) => {
        await page.clock.install();
        const settings = new SettingsPage(page);
        await settings.open();
        await expect(page.getByText('Nothing is kept.')).toBeVisible();
        // No timer runs from here on.
        await page.clock.pauseAt(Date.now() + 60_000);
        await settings.choose('Theme', 'Dark');
        await expect(settings.kept.getByRole('row').filter({ hasText: 'Settings' })).toBeVisible();
    });

    test('what the browser keeps is listed, and cleared after saying what is lost', async ({ page, namespace }) => {
        await new ListPage(page).open(namespace);
        await page.getByRole('button', { name: /^Namespace: / }).click();
        await page.getByRole('combobox', { name: 'Find or type a namespace' }).fill('kube-public');
        await page.getByRole('option', { name: 'kube-public' }).click();
        const settings = new SettingsPage(page);
        await settings.open();
        await settings.choose('Theme', 'Dark');
        const namespaces = settings.kept.getByRole('row').filter({ hasText: 'Namespaces used and pinned' });
        await namespaces.getByRole('button', { name: 'Clear' }).click();
        const dialog = page.getByRole('dialog', { name: 'Clear this?' });
        await expect(dialog).toContainText('The picker no longer offers them');
        await dialog.getByRole('button', { name: 'Keep it' }).click();
        await expect(namespaces).toHaveCount(1);
        await namespaces.getByRole('button', { name: 'Clear' }).click();
        await dialog.getByRole('button', { name: 'Clear', exact: true }).click();
        await expect(namespaces).toHaveCount(0);
        await expect(page.locator('html'), 'the rest stays').toHaveAttribute('data-theme', 'dark');
        await page.getByRole('button', { name: 'Clear everything…' }).click();
        await dialog.getByRole('button', { name: 'Clear', exact: true }).click();
        await expect(page.locator('html'), 'and holds no longer at once').toHaveAttribute('data-theme', 'light');
        const left = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('ordinal.')));
        expect(left).toEqual([]);
    });
});

test.describe('when something is wrong', () => {
    test('an address that leads nowhere says so in both languages and offers what was meant', async ({ page }) => {
        await page.goto('./#/setings');
        await expect(heading(page, 'There is no such page')).toBeVisible();
        await page.getByRole('button', { name: '切换到中文' }).click();
        await expect(heading(page, '没有这个页面')).toBeVisible();
        await page.getByRole('main').getByRole('link', { name: '设置' }).click();
        await expect(heading(page, '设置')).toBeVisible();
    });

    for (const { locale, title, text } of [
        { locale: 'en', title: 'Ordinal could not start', text: 'kubectl proxy' },
        { locale: 'zh', title: 'Ordinal 无法启动', text: 'kubectl proxy' },
    ]) {
        test(`a program that does not load is explained (${locale})`, async ({ page, problems }) => {
            problems.allow(/./);
            await page.addInitScript((locale) => localStorage.setItem('ordinal.locale', locale), locale);
            await page.route(/\.wasm$/, (route) => route.fulfill({ contentType: 'application/wasm', body: 'no wasm' }));
            await page.goto('./');
            const failure = page.getByRole('alertdialog', { name: title });
            await expect(failure).toContainText(text);
            await page.unroute(/\.wasm$/);
            await failure.getByRole('button').first().click();
            await expect(page.getByRole('main')).toBeVisible();
            await expect(failure).toHaveCount(0);
        });
    }

    test('a crash is not silent, tells nothing of the cluster, and the draft survives it', async ({ page, namespace, problems }) => {
        problems.allow(/./);
        const create = new CreatePage(page);
        await create.open(namespace);
        await create.paste('kind: StatefulSet # my work');
        await expect(page.locator('.monaco-editor')).toContainText('my work');
        // Nothing can be drawn any more: the next thing that is to appear panics.
        await page.evaluate(() => {
            const broken = () => {
                throw new Error('broken for this test');
            };
            Node.prototype.cloneNode = broken;
            Document.prototype.createElement = broken;
            Document.prototype.createElementNS = broken;
        });
        await page.keyboard.press('ControlOrMeta+k');
        const failure = page.getByRole('alertdialog', { name: 'Ordinal ran into an internal error' });
        await expect(failure).toContainText('Drafts that were not submitted are kept');
        await expect(failure).toContainText(/Ordinal \d+\.\d+\.\d+/);
        await expect(failure).not.toContainText(namespace.name);
        await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
        await failure.getByRole('button', { name: 'Copy the details' }).click();
        await expect(failure.getByRole('button', { name: 'Copied' })).toBeVisible();
        expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('Ordinal');
        await page.keyboard.press('Escape');
        await expect(failure, 'there is nothing behind it').toBeVisible();
        await failure.getByRole('button', { name: 'Reload' }).click();
        await expect(page.locator('.monaco-editor')).toContainText('my work');
    });

    test('an error that no script handles becomes a notice that can be read again', async ({ page, namespace, problems }) => {
        problems.allow(/./);
        await new ListPage(page).open(namespace);
        await page.evaluate(() => {
            void Promise.reject(new Error('nobody waited for this'));
        });
        const notice = page.getByRole('alert').filter({ hasText: 'nobody waited for this' });
        await expect(notice).toContainText('Something on this page failed');
        await notice.getByRole('button', { name: 'Close' }).click();
        await expect(notice).toHaveCount(0);
        await page.getByRole('button', { name: 'Notices, 1 new' }).click();
        const panel = page.getByRole('dialog', { name: 'Notices' });
        await expect(panel.getByRole('listitem')).toContainText('nobody waited for this');
        await page.keyboard.press('Escape');
        await expect(page.getByRole('button', { name: 'Notices', exact: true })).toBeVisible();
    });
});

test('within another page there is neither rail nor top bar, wherever one goes', async ({ page, namespace }) => {
    await namespace.createSet(statefulSet('web'));
    await page.goto(`./?embed#/statefulsets?namespace=${namespace.name}`);
    const list = new ListPage(page);
    await list.link('web').click();
    await expect(heading(page, /web/)).toBeVisible();
    await expect(page.getByRole('banner')).toHaveCount(0);
    await expect(page.getByRole('navigation', { name: 'Navigation' })).toHaveCount(0);
    expect(new URL(page.url()).search).toBe('?embed');
});
