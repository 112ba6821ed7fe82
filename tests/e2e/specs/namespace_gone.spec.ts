// Goal: an empty list says whether the namespace is empty or is not there.
import { ListPage } from '../pages/list.ts';
import { expect, test } from '../support/test.ts';
import { statefulSet } from '../support/workloads.ts';

test('a namespace that is deleted says so in its open list', async ({ page, namespace }) => {
    test.slow();
    const going = await namespace.another();
    await going.createSet(statefulSet('web'));
    const sets = new ListPage(page);
    await sets.open(going);
    await expect(sets.row('web')).toBeVisible();
    await going.remove();
    const gone = page.getByRole('main').getByRole('status').filter({ hasText: `There is no namespace ${going.name}` });
    await expect(gone).toBeVisible({ timeout: 90_000 });
    await expect(page.getByRole('main')).not.toContainText('There are no StatefulSets in');
});

test('a namespace that never was is told from one without sets', async ({ page, namespace }) => {
    const sets = new ListPage(page);
    await page.goto('./#/statefulsets?namespace=there-is-none');
    await expect(page.getByRole('main').getByRole('status').filter({ hasText: 'There is no namespace there-is-none' })).toBeVisible();
    await sets.open(namespace);
    await expect(page.getByRole('main')).toContainText(`There are no StatefulSets in ${namespace.name}`);
    await expect(page.getByRole('main')).not.toContainText('There is no namespace');
});
