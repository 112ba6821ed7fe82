// Goal: nothing that a cluster says becomes markup, breaks the layout, hides, or runs.
import type { Page } from '@playwright/test';
import { CreatePage } from '../pages/create.ts';
import { Palette } from '../pages/palette.ts';
import { operations } from '../pages/plan.ts';
import type { Namespace } from '../support/cluster.ts';
import { hostileEvent, hostileSet, hostileStatus, TEXTS } from '../support/hostile.ts';
import { isIntact } from '../support/intact.ts';
import { expect, test } from '../support/test.ts';
import { statefulSet } from '../support/workloads.ts';

/** Each language on a wide screen, and a phone. */
const LOOKS = [
    { locale: 'en', width: 1280 },
    { locale: 'zh', width: 1280 },
    { locale: 'en', width: 390 },
];

const EVERY_COLUMN = 'name,status,ready,progress,images,namespace,application,labels,selector,service,created,changed';

/** Loads every text into a namespace; pods are there before their status is written. */
async function load(namespace: Namespace): Promise<void> {
    for (const text of TEXTS) {
        const set = await namespace.createSet(hostileSet(text));
        await namespace.create('events', hostileEvent(text, set));
    }
    await expect.poll(async () => (await namespace.pods()).length).toBe(TEXTS.length * 2);
    for (const text of TEXTS) {
        const { set, pod } = hostileStatus(text);
        await namespace.patchSet(`h-${text.name}/status`, set);
        for (const ordinal of [0, 1]) await namespace.patchPodStatus(`h-${text.name}-${ordinal}`, pod);
    }
}

/** A long description does not push the page away, and can be read to its end. */
async function descriptionCanBeRead(page: Page, end: string): Promise<void> {
    const tabs = page.getByRole('tablist', { name: 'Parts of the StatefulSet' }).or(page.getByRole('tablist').first());
    const more = page.getByRole('button', { name: /^(Show all|显示全部)$/ });
    await expect(more).toHaveAttribute('aria-expanded', 'false');
    const view = page.viewportSize()!;
    expect.soft((await tabs.first().boundingBox())!.y, 'the tabs are on the first screen').toBeLessThan(view.width < 720 ? 1.5 * view.height : view.height);
    await more.click();
    const less = page.getByRole('button', { name: /^(Show less|收起)$/ });
    await expect(less).toHaveAttribute('aria-expanded', 'true');
    await expect(page.getByRole('main')).toContainText(end);
    await isIntact(page, `${end}, the whole description`);
    await less.click();
}

function fails(page: Page): void {
    page.on('dialog', (dialog) => {
        void dialog.dismiss();
        throw new Error(`a dialog of the browser: ${dialog.message()}`);
    });
}

for (const { locale, width } of LOOKS) {
    test(`every page stands what a cluster may say, ${locale}, ${width} px`, async ({ page, namespace }) => {
        test.setTimeout(400_000);
        fails(page);
        await load(namespace);
        await page.addInitScript((locale) => localStorage.setItem('ordinal.locale', locale), locale);
        await page.setViewportSize({ width, height: 850 });
        await page.goto(`./#/statefulsets?namespace=${namespace.name}`);
        await expect(page.getByRole('link', { name: `h-${TEXTS[0].name}`, exact: true })).toBeVisible();
        await isIntact(page, 'list');
        for (const { name, end } of TEXTS) {
            const at = `/statefulsets/${namespace.name}/h-${name}`;
            for (const tab of ['', '?tab=events', '?tab=config', '?tab=yaml']) {
                await page.goto(`./#${at}${tab}`);
                await expect(page.getByRole('heading', { level: 1 })).toContainText(`h-${name}`);
                const panel = page.getByRole('tabpanel');
                await expect(panel).toBeVisible();
                if (tab === '') await descriptionCanBeRead(page, end);
                if (tab === '?tab=yaml') await expect(page.locator('.monaco-editor .view-line').first()).toBeVisible();
                // The whole of a text can be read: its last word is there.
                if (tab === '?tab=events' || tab === '?tab=config') await expect(panel).toContainText(end);
                await isIntact(page, `${name}${tab}`);
            }
        }
    });
}

test('the dialogs about a set stand what a cluster may say', async ({ page, namespace }) => {
    fails(page);
    await load(namespace);
    for (const { name } of TEXTS) {
        await page.goto(`./#/statefulsets/${namespace.name}/h-${name}`);
        for (const action of [/^Scale/, /^Delete/]) {
            await page.getByRole('main').getByRole('button', { name: action }).first().click();
            await expect(page.getByRole('dialog')).toContainText(`h-${name}`);
            await isIntact(page, `${name} ${action}`);
            await page.keyboard.press('Escape');
            await expect(page.getByRole('dialog')).toHaveCount(0);
        }
    }
});

test('the list with all columns, the palette and the dialogs on a phone stand what a cluster may say', async ({ page, namespace }) => {
    fails(page);
    await load(namespace);
    await page.addInitScript((columns) => localStorage.setItem('ordinal.columns', columns), EVERY_COLUMN);
    const list = `./#/statefulsets?namespace=${namespace.name}`;
    await page.setViewportSize({ width: 1280, height: 850 });
    await page.goto(list);
    await expect(page.getByRole('link', { name: `h-${TEXTS[0].name}`, exact: true })).toBeVisible();
    await isIntact(page, 'list, all columns', { scrollsSideways: true });
    for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 850 });
        const palette = new Palette(page);
        await palette.open();
        for (const { name } of TEXTS) {
            await palette.input.fill(`h-${name} ${namespace.name}`);
            await expect(palette.options.first()).toContainText(`h-${name}`);
            await isIntact(page, `palette, ${name}, ${width} px`, { root: palette.box });
        }
        await page.keyboard.press('Escape');
        await expect(palette.box).toHaveCount(0);
    }
    for (const { name } of TEXTS) {
        await page.goto(`./#/statefulsets/${namespace.name}/h-${name}`);
        await page.getByRole('main').getByRole('button', { name: /^Scale/ }).first().click();
        await expect(page.getByRole('dialog')).toContainText(`h-${name}`);
        await isIntact(page, `${name}, scale, 390 px`, { root: page.getByRole('dialog') });
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toHaveCount(0);
    }
});

test('the page that edits a set stands what a cluster may say', async ({ page, namespace }) => {
    fails(page);
    await load(namespace);
    const edit = new CreatePage(page);
    for (const { name } of TEXTS) {
        await page.goto(`./#/statefulsets/${namespace.name}/h-${name}/edit`);
        await expect(edit.document(`StatefulSet h-${name}`)).toBeVisible();
        await edit.isReady();
        for (const width of [1280, 390]) {
            await page.setViewportSize({ width, height: 850 });
            await isIntact(page, `edit, ${name}, ${width} px`);
        }
        // What the API server would make of it.
        await page.getByRole('region', { name: 'Fields' }).getByRole('textbox', { name: 'Replicas' }).fill('1');
        await page.getByRole('button', { name: 'Review changes' }).click();
        await expect(edit.results).toContainText('2 → 1');
        await isIntact(page, `review, ${name}`);
        await page.getByRole('button', { name: 'Start over' }).click();
    }
});

test('a set that waits for finalizers with long names says which, and breaks nothing', async ({ page, namespace }) => {
    const finalizers = Array.from({ length: 12 }, (_, index) => `${'f'.repeat(60)}.${'g'.repeat(60)}.test/${'h'.repeat(60)}${index}`);
    const set = hostileSet(TEXTS[0]);
    set.metadata.finalizers = finalizers;
    const { name } = (await namespace.createSet(set)).metadata;
    await namespace.deleteSet(name);
    for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 850 });
        await page.goto(`./#/statefulsets?namespace=${namespace.name}`);
        await expect(page.getByRole('row').filter({ hasText: name })).toContainText('Deleting');
        await isIntact(page, `list, ${width} px`);
        await page.goto(`./#/statefulsets/${namespace.name}/${name}`);
        await expect(page.getByRole('main')).toContainText(finalizers[0]);
        await isIntact(page, `detail, ${width} px`);
        await page.goto(`./#/statefulsets/${namespace.name}/${name}?tab=config`);
        await expect(page.getByRole('tabpanel')).toContainText('hostile.test');
        await isIntact(page, `configuration, ${width} px`);
    }
    await namespace.patchSet(name, { metadata: { finalizers: null } });
});

test('what a server answers, what failed and what the browser keeps are shown as text, whatever they say', async ({ page, namespace, problems }) => {
    problems.allow(/Failed to load resource/);
    fails(page);
    await namespace.createSet(statefulSet('web'));
    let words = '';
    const refused = () => ({ kind: 'Status', apiVersion: 'v1', status: 'Failure', reason: 'Invalid', code: 422, message: words, details: { causes: [{ field: words, message: words }] } });
    await page.route(/\/statefulsets\/web\/scale/, (route) => route.fulfill({ status: 422, json: refused() }));
    await page.addInitScript((texts) => {
        for (const text of texts) localStorage.setItem(`ordinal.${text.replaceAll('.', '_')}.namespaces`, text);
    }, TEXTS.map(({ text }) => text.slice(0, 1500)));
    for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 850 });
        await page.goto(`./#/statefulsets/${namespace.name}/web`);
        const dialog = page.getByRole('dialog');
        for (const { name, text, end } of TEXTS) {
            words = text;
            await page.getByRole('main').getByRole('button', { name: /^Scale/ }).first().click();
            await dialog.getByRole('button', { name: 'One more' }).click();
            await dialog.getByRole('button', { name: 'Scale to 2' }).click();
            await expect(dialog).toHaveCount(0);
            const said = operations(page);
            await expect(said.getByRole('row').filter({ hasText: 'web' })).toContainText(end);
            await isIntact(page, `answer, ${name}, ${width} px`, { root: said });
            await said.getByRole('button', { name: 'Close' }).click();
            await expect(said).toHaveCount(0);
            await page.evaluate((detail) => dispatchEvent(new CustomEvent('ordinal:trouble', { detail })), text);
            await expect(page.getByRole('alert').filter({ hasText: end })).toBeVisible();
            await isIntact(page, `message, ${name}, ${width} px`, { root: page.getByRole('alert').filter({ hasText: end }) });
            await page.getByRole('alert').filter({ hasText: end }).getByRole('button', { name: 'Close' }).click();
        }
        await page.getByRole('button', { name: /^Notices/ }).click();
        const panel = page.getByRole('dialog', { name: 'Notices' });
        await expect(panel.getByRole('listitem').first()).toContainText(TEXTS.at(-1)!.end);
        await isIntact(page, `notices, ${width} px`, { root: panel });
        await page.keyboard.press('Escape');
        await page.goto('./#/settings');
        await expect(page.getByRole('table', { name: 'What this browser keeps' }).getByRole('row').nth(TEXTS.length)).toBeVisible();
        await isIntact(page, `settings, ${width} px`);
    }
});

test('a namespace and a name from the address are shown as text and ask for nothing else', async ({ page, problems }) => {
    problems.allow(/Failed to load resource/);
    const markup = TEXTS[0].text;
    await page.goto(`./#/statefulsets/${encodeURIComponent('../../secrets')}/${encodeURIComponent(markup)}`);
    await expect(page.getByRole('main')).toContainText('<img');
    await isIntact(page, 'address');
    await page.goto(`./#/statefulsets/${encodeURIComponent(TEXTS[4].text)}/${encodeURIComponent(TEXTS[6].text)}`);
    await expect(page.getByRole('main')).toContainText(TEXTS[6].end);
    await isIntact(page, 'address, override');
    for (const { name, text } of TEXTS) {
        await page.goto(`./#/statefulsets?namespace=${encodeURIComponent(text.replaceAll(',', ' '))}`);
        // That it cannot be asked for, or that there is none of that name.
        await expect(page.getByRole('heading', { level: 2 }).or(page.getByText('There is no namespace')).first()).toBeVisible();
        await isIntact(page, `namespace in the address, ${name}`);
    }
});
