// Goal: nothing that a cluster says becomes markup, breaks the layout, or runs.
import { ListPage } from '../pages/list.ts';
import { expect, test } from '../support/test.ts';
import { statefulSet } from '../support/workloads.ts';

const MARKUP = '<img src=x onerror="document.title=\'pwned\'"><script>document.title="pwned"</script>';
const OVERRIDE = 'safe\u202Egnp.exe';

test('markup, overrides of direction and endless words are shown as they are', async ({ page, namespace }) => {
    const longest = 'a'.repeat(40);
    await namespace.createSet(
        statefulSet(longest, {
            image: `registry.example/${'very-long-path/'.repeat(12)}image:${'9'.repeat(100)}`,
            annotations: {
                'kubesphere.io/description': MARKUP,
                'kubesphere.io/alias-name': `${OVERRIDE} ${'\u0301'.repeat(50)} ${'長'.repeat(200)}`,
            },
        }),
    );
    const list = new ListPage(page);
    await list.open(namespace);
    await expect(list.row(longest)).toContainText('1 / 1');
    await list.link(longest).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(longest);
    for (const tab of ['Events', 'Configuration', 'YAML']) {
        await page.getByRole('tab', { name: tab }).click();
        await expect(page.getByRole('tab', { name: tab })).toHaveAttribute('aria-selected', 'true');
    }
    await expect(page).not.toHaveTitle(/pwned/);
    expect(await page.locator('img[src="x"]').count(), 'markup from the cluster').toBe(0);
});

test('a namespace and a name from the address are shown as text and ask for nothing else', async ({ page, problems }) => {
    problems.allow(/Failed to load resource/);
    await page.goto(`./#/statefulsets/${encodeURIComponent('../../secrets')}/${encodeURIComponent(MARKUP)}`);
    await expect(page.getByRole('main')).toContainText('<img');
    await expect(page).not.toHaveTitle(/pwned/);
});
