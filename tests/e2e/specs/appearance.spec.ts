// Goal: everyone can use every page: by keyboard and screen reader, in both languages, light and dark, on a phone.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { ListPage } from '../pages/list.ts';
import type { Namespace } from '../support/cluster.ts';
import { expect, test } from '../support/test.ts';
import { statefulSet } from '../support/workloads.ts';

/** The pages, each with the address of a set in it and what shows that it is complete. */
const PAGES: { name: string; hash: (namespace: string) => string; ready: (page: Page) => Promise<void> }[] = [
    {
        name: 'list',
        hash: (namespace) => `/statefulsets?namespace=${namespace}`,
        ready: async (page) => expect(page.getByRole('link', { name: 'web', exact: true })).toBeVisible(),
    },
    ...['', '?tab=events', '?tab=config', '?tab=yaml'].map((tab) => ({
        name: `detail${tab}`,
        hash: (namespace: string) => `/statefulsets/${namespace}/web${tab}`,
        ready: async (page: Page) => expect(page.getByRole('tabpanel')).toBeVisible(),
    })),
    {
        name: 'create',
        hash: (namespace) => `/statefulsets/create?namespace=${namespace}`,
        ready: async (page) => expect(page.locator('.monaco-editor').first()).toBeVisible(),
    },
    {
        name: 'absent set',
        hash: (namespace) => `/statefulsets/${namespace}/nobody`,
        ready: async (page) => expect(page.getByRole('heading', { level: 1, name: /no StatefulSet|没有有状态副本集/ })).toBeVisible(),
    },
    {
        name: 'settings',
        hash: () => '/settings',
        ready: async (page) => expect(page.getByRole('main').getByRole('heading', { level: 2 }).last()).toBeVisible(),
    },
    {
        name: 'palette',
        hash: (namespace) => `/statefulsets?namespace=${namespace}`,
        ready: async (page) => {
            await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
            await page.keyboard.press('ControlOrMeta+k');
            await page.getByRole('combobox').last().fill('web');
            await expect(page.getByRole('option').first()).toContainText('web');
        },
    },
    {
        name: 'keys',
        hash: (namespace) => `/statefulsets?namespace=${namespace}`,
        ready: async (page) => {
            await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
            await page.keyboard.press('?');
            await expect(page.getByRole('dialog')).toBeVisible();
        },
    },
    {
        name: 'namespace picker',
        hash: (namespace) => `/statefulsets?namespace=${namespace}`,
        ready: async (page) => {
            await page.getByRole('button', { name: /^(Namespace|命名空间)/ }).click();
            await expect(page.getByRole('option').nth(3)).toBeVisible();
        },
    },
    {
        name: 'notices',
        hash: (namespace) => `/statefulsets?namespace=${namespace}`,
        ready: async (page) => {
            await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
            await page.evaluate(() => dispatchEvent(new CustomEvent('ordinal:trouble', { detail: 'for this test' })));
            await page.getByRole('button', { name: /^(Notices|通知)/ }).click();
            await expect(page.getByRole('listitem').filter({ hasText: 'for this test' }).first()).toBeVisible();
        },
    },
    {
        name: 'not found',
        hash: () => '/nowhere',
        ready: async (page) => expect(page.getByRole('main').getByRole('link').first()).toBeVisible(),
    },
];

async function show(page: Page, target: (typeof PAGES)[number], namespace: Namespace, width: number): Promise<void> {
    await page.setViewportSize({ width, height: 850 });
    await page.goto(`./#${target.hash(namespace.name)}`);
    await target.ready(page);
}

/** Every combination of theme and language. */
const LOOKS = ['light', 'dark'].flatMap((theme) => ['en', 'zh'].map((locale) => ({ theme, locale })));

for (const target of PAGES) {
    test(`${target.name} has no accessibility violation in either theme or language`, async ({ page, namespace }) => {
        await namespace.createSet(statefulSet('web', { replicas: 2 }));
        for (const { theme, locale } of LOOKS) {
            await page.goto('./#/statefulsets');
            await page.evaluate(
                ([theme, locale]) => {
                    localStorage.setItem('ordinal.theme', theme);
                    localStorage.setItem('ordinal.locale', locale);
                },
                [theme, locale],
            );
            await page.reload();
            await show(page, target, namespace, 1360);
            await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
            await expect(page.locator('html')).toHaveAttribute('lang', locale === 'zh' ? 'zh-CN' : 'en');
            const { violations } = await new AxeBuilder({ page }).analyze();
            const found = violations.map(({ id, nodes }) => ({ id, at: nodes.map((node) => node.html) }));
            expect(found, `${theme}, ${locale}`).toEqual([]);
        }
    });

    test(`${target.name} fits a phone without scrolling sideways`, async ({ page, namespace }) => {
        await namespace.createSet(statefulSet('web', { replicas: 2 }));
        await show(page, target, namespace, 390);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow, 'pixels beyond the edge').toBeLessThanOrEqual(0);
        const main = await page.getByRole('main').evaluate((main) => main.scrollWidth - main.clientWidth);
        expect(main, 'pixels beyond the edge of the page').toBeLessThanOrEqual(0);
    });
}

test('the language changes in place, everywhere, and is kept', async ({ page, namespace }) => {
    await namespace.createSet(statefulSet('web'));
    const list = new ListPage(page);
    await list.open(namespace);
    await page.getByRole('button', { name: '切换到中文' }).click();
    await expect(page.getByRole('heading', { level: 1, name: '有状态副本集' })).toBeVisible();
    await expect(page.getByRole('row').filter({ hasText: 'web' })).toContainText('运行中');
    await page.reload();
    await expect(page.getByRole('heading', { level: 1, name: '有状态副本集' })).toBeVisible();
    await page.getByRole('button', { name: 'Switch to English' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'StatefulSets' })).toBeVisible();
});

test('the theme follows the system until one is chosen', async ({ page, namespace }) => {
    await page.emulateMedia({ colorScheme: 'dark' });
    const list = new ListPage(page);
    await list.open(namespace);
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await page.getByRole('button', { name: 'Appearance' }).click();
    await page.getByRole('menuitemradio', { name: 'Light' }).click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
    await page.reload();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
});

for (const { configured, system } of [
    { configured: 'dark', system: 'light' },
    { configured: 'light', system: 'dark' },
] as const) {
    test(`a configured ${configured} theme is the first that is painted, also where the system is ${system}`, async ({ page, namespace }) => {
        await page.emulateMedia({ colorScheme: system });
        await page.route('**/config.json', (route) => route.fulfill({ json: { theme: configured, locale: 'zh' } }));
        await page.addInitScript(() => {
            const painted = ((window as any).painted = [] as string[]);
            const frame = () => {
                const root = document.documentElement;
                if (document.body && getComputedStyle(root).display !== 'none') painted.push(root.dataset.theme ?? '');
                requestAnimationFrame(frame);
            };
            requestAnimationFrame(frame);
        });
        await page.goto(`./#/statefulsets?namespace=${namespace.name}`);
        await expect(page.getByRole('heading', { level: 1, name: '有状态副本集' })).toBeVisible();
        const painted: string[] = await page.evaluate(() => (window as any).painted);
        expect(painted.length).toBeGreaterThan(0);
        expect([...new Set(painted)]).toEqual([configured]);
    });
}

test('who asks for less motion sees nothing that moves without end', async ({ page, namespace }) => {
    await namespace.createSet(statefulSet('web', { gated: true }));
    const endless = () =>
        page.evaluate(() => document.getAnimations().filter((animation) => animation.effect?.getComputedTiming().iterations === Infinity).length);
    const list = new ListPage(page);
    await list.open(namespace);
    await expect(list.row('web')).toContainText('Starting');
    expect(await endless()).toBe(0);
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await expect.poll(endless, 'the mark of what is on its way turns for all others').toBeGreaterThan(0);
});
