// Goal: change how many replicas a set has, knowing what that does.
import { ListPage } from '../pages/list.ts';
import { operations } from '../pages/plan.ts';
import { expect, test } from '../support/test.ts';
import { statefulSet } from '../support/workloads.ts';

test('a set is scaled up from the list, and the list shows what happens', async ({ page, namespace }) => {
    await namespace.createSet(statefulSet('web', { replicas: 1 }));
    const list = new ListPage(page);
    await list.open(namespace);
    await expect(list.row('web')).toContainText('1 / 1');
    await list.act('web', /^Scale/);
    const dialog = page.getByRole('dialog', { name: 'Scale web' });
    await dialog.getByRole('textbox', { name: 'Replicas' }).fill('3');
    await expect(dialog).toContainText('web-1, web-2');
    await dialog.getByRole('button', { name: 'Scale to 3' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(list.row('web')).toContainText('3 / 3');
    expect((await namespace.set('web')).spec.replicas).toBe(3);
});

test('scaling down names the pods that end', async ({ page, namespace }) => {
    await namespace.createSet(statefulSet('web', { replicas: 3 }));
    const list = new ListPage(page);
    await list.open(namespace);
    await expect(list.row('web')).toContainText('3 / 3');
    await list.act('web', /^Scale/);
    const dialog = page.getByRole('dialog', { name: 'Scale web' });
    await dialog.getByRole('button', { name: 'One less' }).click();
    await expect(dialog).toContainText('1 pod ends: web-2');
    await dialog.getByRole('button', { name: 'Scale to 2' }).click();
    await expect(list.row('web')).toContainText('2 / 2');
});

test('a refused change says why in the words of the API server, and changes nothing until it is tried again', async ({ page, namespace, problems, faults }) => {
    problems.allow(/Failed to load resource/);
    await namespace.createSet(statefulSet('web', { replicas: 1 }));
    const list = new ListPage(page);
    await list.open(namespace);
    await expect(list.row('web')).toContainText('1 / 1');
    await list.act('web', /^Scale/);
    const dialog = page.getByRole('dialog', { name: 'Scale web' });
    await dialog.getByRole('textbox', { name: 'Replicas' }).fill('3');
    await faults.inject({ only: '/scale', badGateway: true });
    await dialog.getByRole('button', { name: 'Scale to 3' }).click();
    await expect(operations(page)).toContainText('web');
    expect((await namespace.set('web')).spec.replicas).toBe(1);
    await faults.heal();
    await expect(list.row('web')).toContainText('3 / 3', { timeout: 30_000 });
});
