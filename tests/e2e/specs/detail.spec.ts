// Goal: know one set: is it well, what is it doing, what are its pods.
import { expect, test } from '../support/test.ts';
import { statefulSet } from '../support/workloads.ts';

test('the page of a set shows its pods live, its events and its YAML', async ({ page, namespace }) => {
    await namespace.createSet(statefulSet('web', { replicas: 2 }));
    await page.goto(`./#/statefulsets/${namespace.name}/web`);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('web');
    await expect(page.getByRole('tabpanel')).toContainText('web-1');
    await namespace.scale('web', 3);
    await expect(page.getByRole('tabpanel')).toContainText('web-2');
    await page.getByRole('tab', { name: /Events/ }).click();
    await expect(page.getByRole('tabpanel')).toContainText('SuccessfulCreate');
    await page.getByRole('tab', { name: 'YAML' }).click();
    await expect(page.getByRole('tabpanel')).toContainText('registry.example/main:1.0');
});

test('a set that is deleted under its open page stays as it was last seen and says so', async ({ page, namespace }) => {
    await namespace.createSet(statefulSet('web'));
    await page.goto(`./#/statefulsets/${namespace.name}/web`);
    await expect(page.getByRole('tabpanel')).toContainText('web-0');
    await namespace.deleteSet('web');
    await expect(page.getByRole('main')).toContainText(/deleted/);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('web');
});

test('scaling and deleting work from the page as well', async ({ page, namespace }) => {
    await namespace.createSet(statefulSet('web'));
    await page.goto(`./#/statefulsets/${namespace.name}/web`);
    await page.getByRole('main').getByRole('button', { name: /^Scale/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Scale web' });
    await dialog.getByRole('textbox', { name: 'Replicas' }).fill('2');
    await dialog.getByRole('button', { name: 'Scale to 2' }).click();
    await expect(page.getByRole('tabpanel')).toContainText('web-1');
});
