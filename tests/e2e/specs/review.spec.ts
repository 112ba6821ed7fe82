// Goal: before anything is written one sees what the server would make of it, and where it stands in the text.
import type { Page } from '@playwright/test';
import { CreatePage } from '../pages/create.ts';
import { expect, test } from '../support/test.ts';

const SET = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: cache
spec:
  serviceName: cache
  updateStrategy:
    rollingUpdate:
      maxUnavailable: 2
  selector: {matchLabels: {app: cache}}
  template:
    metadata: {labels: {app: cache}}
    spec:
      dnsPolicy: ClusterFirst
      containers:
        - name: main
          image: registry.example/cache:1.0
          imagePullPolicy: Always
          env:
            - {name: MODE, value: a}
            - {name: MODE, value: b}
`;

/** What stands in the line that the caret is in. */
async function line(page: Page): Promise<string> {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.keyboard.press('ControlOrMeta+c');
    return page.evaluate(() => navigator.clipboard.readText());
}

test('what the server would drop or remark is named with its line, and does not stand in the way', async ({ page, namespace }) => {
    const create = new CreatePage(page);
    await create.open(namespace);
    await create.paste(SET);
    await create.check();
    await expect(create.document('StatefulSet cache')).toContainText('would be accepted');
    const dropped = create.results.getByRole('listitem').filter({ hasText: 'spec.updateStrategy.rollingUpdate.maxUnavailable' });
    await expect(dropped).toContainText('would be dropped');
    await expect(create.results).toContainText('hides previous definition of "MODE"');
    await dropped.getByRole('button', { name: 'line 9', exact: true }).click();
    await expect(create.editor).toBeFocused();
    expect((await line(page)).trim()).toBe('maxUnavailable: 2');
    await create.results.getByRole('button', { name: 'Compare' }).click();
    const dialog = page.getByRole('dialog', { name: 'StatefulSet cache: what would change' });
    await expect(dialog.getByText('partition: 0')).toBeVisible();
    await page.keyboard.press('Escape');
    await create.create();
    await expect(create.document('StatefulSet cache')).toContainText('created');
    expect((await namespace.set('cache')).spec.updateStrategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { partition: 0 } });
});

test('each cause of a refusal stands at the line that it concerns, beside the editor and in it', async ({ page, namespace, problems }) => {
    problems.allow(/Failed to load resource/);
    const create = new CreatePage(page);
    await create.open(namespace);
    await create.paste(SET.replace('ClusterFirst', 'Nowhere').replace('Always', 'Sometimes'));
    await create.check();
    await expect(create.document('StatefulSet cache')).toContainText('refused');
    const cause = (field: string) => create.results.getByRole('listitem').filter({ hasText: field });
    await expect(cause('spec.template.spec.dnsPolicy')).toContainText('Unsupported value: "Nowhere"');
    await expect(cause('spec.template.spec.dnsPolicy').getByRole('button')).toHaveText('line 14');
    const pull = cause('spec.template.spec.containers[0].imagePullPolicy');
    await expect(pull).toContainText('Unsupported value: "Sometimes"');
    await pull.getByRole('button', { name: 'line 18', exact: true }).click();
    await expect(create.editor).toBeFocused();
    expect((await line(page)).trim()).toBe('imagePullPolicy: Sometimes');
    await page.keyboard.press('F8');
    await expect(page.locator('.monaco-editor').getByText('Unsupported value: "Sometimes"').first()).toBeVisible();
    expect(await namespace.hasSet('cache')).toBe(false);
});
