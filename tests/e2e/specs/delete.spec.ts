// Goal: delete a set only when that is meant, knowing what goes with it.
import { ListPage } from '../pages/list.ts';
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
