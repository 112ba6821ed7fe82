// Goal: nothing that a cluster says becomes markup, breaks the layout, hides, or runs.
import type { Page } from '@playwright/test';
import type { Namespace } from '../support/cluster.ts';
import { hostileEvent, hostileSet, hostileStatus, TEXTS } from '../support/hostile.ts';
import { isIntact } from '../support/intact.ts';
import { expect, test } from '../support/test.ts';

/** Every language. */
const LOOKS = ['en', 'zh'].map((locale) => ({ locale, width: 1280 }));

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

test('a namespace and a name from the address are shown as text and ask for nothing else', async ({ page, problems }) => {
    problems.allow(/Failed to load resource/);
    const markup = TEXTS[0].text;
    await page.goto(`./#/statefulsets/${encodeURIComponent('../../secrets')}/${encodeURIComponent(markup)}`);
    await expect(page.getByRole('main')).toContainText('<img');
    await isIntact(page, 'address');
});
