// Goal: bring in a file, edit it, review and submit without a mouse, in both languages, and see everything in both themes.
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../support/test.ts';
import { statefulSet } from '../support/workloads.ts';

const WORDS = {
    en: { open: 'Open file…', editor: /^Manifest/, find: 'Find', found: '1 of 5', check: 'Check', passed: /would be accepted/, update: 'Update it', compare: 'Compare…', create: 'Create 1, update 1', done: '1 created, 1 updated' },
    zh: { open: '打开文件…', editor: /^清单/, find: '查找', found: '第 1 项，共 5 项', check: '检查', passed: /检查通过/, update: '更新', compare: '查看差异…', create: '创建 1 个，更新 1 个', done: '1 个已创建，1 个已更新' },
};

/** Goes by Tab to a control; out of the editor by Escape and Tab. */
async function tabTo(page: Page, target: Locator): Promise<void> {
    await expect(target).toBeVisible();
    for (let steps = 0; steps < 80; steps += 1) {
        if (await target.evaluate((element) => element === document.activeElement)) return;
        const inEditor = await page.evaluate(() => document.activeElement?.closest('.monaco-editor') !== null);
        if (inEditor) await page.keyboard.press('Escape');
        await page.keyboard.press('Tab');
    }
    throw new Error('it cannot be reached by Tab');
}

async function isAccessible(page: Page, what: string): Promise<void> {
    for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
        const { violations } = await new AxeBuilder({ page }).analyze();
        const found = violations.map(({ id, nodes }) => ({ id, at: nodes.map((node) => node.html) }));
        expect(found, `${what}, ${colorScheme}`).toEqual([]);
    }
}

for (const locale of ['en', 'zh'] as const) {
    const words = WORDS[locale];
    test(`a file is brought in, edited, reviewed and submitted by keyboard alone (${locale})`, async ({ page, namespace, problems }) => {
        problems.allow(/Failed to load resource/);
        await namespace.createSet(statefulSet('taken', { replicas: 1 }));
        await page.addInitScript((locale) => {
            localStorage.setItem('ordinal.locale', locale);
            localStorage.setItem('ordinal.theme', 'system');
        }, locale);
        await page.goto(`./#/statefulsets/create?namespace=${namespace.name}`);
        const button = (name: string) => page.getByRole('button', { name, exact: true });
        const editor = page.getByRole('textbox', { name: words.editor });
        await expect(editor).toBeAttached();
        await tabTo(page, button(words.open));
        const choosing = page.waitForEvent('filechooser');
        await page.keyboard.press('Enter');
        const taken = statefulSet('taken', { replicas: 2 });
        const fresh = statefulSet('fresh', { replicas: 1, image: 'registry.example/main:0' });
        const buffer = Buffer.from(`${JSON.stringify(taken, null, 2)}\n---\n${JSON.stringify(fresh, null, 2)}\n`);
        await (await choosing).setFiles({ name: 'two.yaml', mimeType: 'application/yaml', buffer });
        const rows = page.getByRole('navigation').getByRole('listitem').filter({ hasText: 'StatefulSet' });
        await expect(rows).toHaveCount(2);
        await tabTo(page, rows.filter({ hasText: 'fresh' }).getByRole('button').first());
        await page.keyboard.press('Enter');
        // The press leads to the document's first line in the editor: another name is typed in all places at once.
        await expect(editor).toBeFocused();
        await page.keyboard.press('ControlOrMeta+f');
        await expect(page.getByRole('textbox', { name: words.find })).toBeFocused();
        await page.keyboard.insertText('fresh');
        await expect(page.getByText(words.found, { exact: true })).toBeVisible();
        await page.keyboard.press('Alt+Enter');
        await expect(editor).toBeFocused();
        await page.keyboard.insertText('fresher');
        await expect(rows.filter({ hasText: 'fresher' })).toBeVisible();
        await isAccessible(page, 'written');
        await tabTo(page, button(words.check));
        await page.keyboard.press('Enter');
        await expect(rows.filter({ hasText: 'fresher' })).toContainText(words.passed);
        await tabTo(page, button(words.compare));
        await page.keyboard.press('Enter');
        const dialog = page.getByRole('dialog');
        await expect(dialog.getByText('replicas: 2')).toBeVisible();
        await isAccessible(page, 'compared');
        await page.keyboard.press('Escape');
        await expect(button(words.compare)).toBeFocused();
        await page.keyboard.press('Shift+Tab');
        await page.keyboard.press('ArrowRight');
        await expect(page.getByRole('radio', { name: words.update, exact: true })).toBeChecked();
        await isAccessible(page, 'reviewed');
        await tabTo(page, button(words.create));
        await page.keyboard.press('Enter');
        await expect(page.getByRole('contentinfo').or(page.getByRole('main')).getByRole('status').filter({ hasText: words.done })).toBeVisible();
        await isAccessible(page, 'submitted');
        expect([(await namespace.set('taken')).spec.replicas, await namespace.hasSet('fresher')]).toEqual([2, true]);
    });
}
