// Goal: what one decides first in a form, the rest in the text, and both always say the same.
import AxeBuilder from '@axe-core/playwright';
import { CreatePage } from '../pages/create.ts';
import { expect, test } from '../support/test.ts';
import { statefulSet } from '../support/workloads.ts';

const TEXT = `# the cache of the shop
apiVersion: v1
kind: Service
metadata:
  name: cache   # found by DNS
spec:
  clusterIP: None
  selector: {app: cache}
  ports: [{port: 6379}]
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: cache
spec:
  replicas: 2   # for now
  serviceName: cache
  selector: {matchLabels: {app: cache}}
  template:
    metadata: {labels: {app: cache}}
    spec:
      containers:
        - name: main
          image: registry.example/cache:1.0
        - name: backup
          image: registry.example/backup:1.0
`;

for (const { locale, fields, name, replicas, image, strategy, wrong, wait, undo } of [
    { locale: 'en', fields: 'Fields', name: 'Name', replicas: 'Replicas', image: 'Image', strategy: 'Update strategy', wrong: '“3x” is not a whole number', wait: 'The text cannot be read now', undo: 'Undo' },
    { locale: 'zh', fields: '字段', name: '名称', replicas: '副本数', image: '镜像', strategy: '更新策略', wrong: '“3x” 不是整数', wait: '文本当前无法读取', undo: '撤销' },
]) {
    test(`the form follows the text, the text follows the form, and what is no value yet stays (${locale})`, async ({ page, namespace }) => {
        await page.addInitScript((locale) => localStorage.setItem('ordinal.locale', locale), locale);
        const create = new CreatePage(page);
        await create.open(namespace);
        await create.paste(TEXT);
        const form = page.getByRole('region', { name: fields });
        const box = (label: string) => form.getByRole('textbox', { name: label, exact: true });
        await expect(box(replicas)).toHaveValue('2');
        await expect(box(`${image} · backup`)).toHaveValue('registry.example/backup:1.0');

        // The text follows: at its place alone, and with it what is linked.
        await box(name).focus();
        await page.keyboard.press('ControlOrMeta+a');
        await page.keyboard.type('store');
        await form.getByRole('combobox', { name: strategy }).selectOption('OnDelete');
        await box(`${image} · main`).fill('registry.example/cache:2.0');
        await expect(create.document('Service store')).toBeVisible();
        const written = TEXT.replace('name: cache   #', 'name: store   #')
            .replace('  name: cache\nspec', '  name: store\nspec')
            .replace('serviceName: cache', 'serviceName: store')
            .replaceAll('app: cache', 'app: store')
            .replace('cache:1.0', 'cache:2.0');
        const text = await create.text();
        expect(text).toContain('updateStrategy:\n    type: OnDelete');
        expect(text.replace(/ {2}updateStrategy:\n {4}type: OnDelete\n/, '')).toBe(written);

        // What is no value yet stays through a reload, with what is wrong, and nothing is created meanwhile.
        await box(replicas).fill('3x');
        await expect(form).toContainText(wrong);
        const button = page.getByRole('button', { name: /^(Create 2|创建 2)/ });
        await expect(button).toBeDisabled();
        await expect(button).toHaveAccessibleDescription(new RegExp(replicas));
        await page.reload();
        await expect(box(replicas)).toHaveValue('3x');
        await expect(box(replicas)).toHaveAttribute('aria-invalid', 'true');
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => ({ id, at: nodes.map((node) => node.html) }))).toEqual([]);
        await box(replicas).fill('4');
        await expect(form).not.toContainText(wrong);
        await create.isReady();
        expect(await create.text()).toBe(text.replace('replicas: 2', 'replicas: 4'));
        await page.getByRole('button', { name: undo }).click();
        await expect(box(replicas)).toHaveValue('2');

        // The form follows; what cannot be read leaves it as it was.
        await create.paste(`${text.replace('replicas: 2', 'replicas: 7')}  oops: [\n`);
        await expect(form).toContainText(wait);
        await expect(box(replicas)).toBeDisabled();
        await expect(box(replicas)).toHaveValue('2');
        await create.paste(text.replace('replicas: 2', 'replicas: 7'));
        await expect(box(replicas)).toHaveValue('7');
        await expect(box(replicas)).toBeEnabled();
    });
}

test('what the API server says of a field stands under it, and what cannot be changed later is locked', async ({ page, namespace, problems }) => {
    problems.allow(/status of 422/);
    const create = new CreatePage(page);
    await create.open(namespace);
    await create.paste(TEXT);
    const form = page.getByRole('region', { name: 'Fields' });
    const box = (label: string) => form.getByRole('textbox', { name: label, exact: true });
    await box('Image · main').fill('registry.example/cache:1.0');
    await create.document('Service cache').getByRole('button').first().click();
    await expect(form.getByRole('heading')).toHaveText('Service cache');
    await box('Cluster IP').fill('nowhere');
    await create.check();
    await expect(box('Cluster IP')).toHaveAttribute('aria-invalid', 'true');
    await expect(form).toContainText('must be a valid IP address');
    await box('Cluster IP').fill('None');
    await expect(form).not.toContainText('must be a valid IP address');

    await namespace.createSet(statefulSet('web'));
    await page.goto(`./#/statefulsets/${namespace.name}/web/edit`);
    await expect(form.getByRole('heading')).toHaveText('StatefulSet web');
    await expect(box('Name')).toBeDisabled();
    await expect(form.getByRole('combobox', { name: 'Pod management' })).toBeDisabled();
    await expect(form).toContainText('Cannot be changed after creation');
    await box('Replicas').fill('0');
    await page.getByRole('button', { name: 'Review changes' }).click();
    await expect(page.getByRole('region', { name: 'What the API server says' })).toContainText('spec.replicas');
});

test('the form stays with its object when others before it come and go, and when it gets another name', async ({ page, namespace }) => {
    const create = new CreatePage(page);
    await create.open(namespace);
    const service = (name: string) => `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\n`;
    await create.paste(['a', 'b', 'c'].map(service).join('---\n'));
    const heading = page.getByRole('region', { name: 'Fields' }).getByRole('heading');
    await create.document('Service b').getByRole('button').first().click();
    await expect(heading).toHaveText('Service b');
    await create.act('Service a', 'Remove');
    await expect(create.documents.getByRole('listitem')).toHaveCount(2);
    await expect(heading).toHaveText('Service b');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(create.documents.getByRole('listitem')).toHaveCount(3);
    await expect(heading).toHaveText('Service b');
    await create.paste(['a', 'bee', 'c'].map(service).join('---\n'));
    await expect(heading).toHaveText('Service bee');
});

test('a choice of the form makes no set that the API server refuses', async ({ page, namespace }) => {
    const create = new CreatePage(page);
    await create.open(namespace);
    await create.paste(TEXT.replace('  serviceName: cache\n', '  serviceName: cache\n  updateStrategy:\n    type: RollingUpdate   # for now\n    rollingUpdate:\n      partition: 1\n'));
    const form = page.getByRole('region', { name: 'Fields' });
    await form.getByRole('combobox', { name: 'Update strategy' }).selectOption('OnDelete');
    await create.check();
    await expect(create.summary).toHaveText('2 would be accepted, not created');
    expect(await create.text()).toContain('  updateStrategy:\n    type: OnDelete   # for now\n  selector');

    // Every set of a cluster has rollingUpdate, which goes with the same choice.
    await namespace.createSet(statefulSet('live'));
    await page.goto(`./#/statefulsets/${namespace.name}/live/edit`);
    await expect(form.getByRole('heading')).toHaveText('StatefulSet live');
    await form.getByRole('combobox', { name: 'Update strategy' }).selectOption('OnDelete');
    await page.getByRole('button', { name: 'Review changes' }).click();
    await expect(create.results).toContainText('spec.updateStrategy.type');
    await expect(create.document('StatefulSet live')).not.toContainText('refused');
});

test('the form of a text that cannot be read does not show the fields of the one that it replaced', async ({ page, namespace }) => {
    const create = new CreatePage(page);
    await create.open(namespace);
    const form = page.getByRole('region', { name: 'Fields' });
    await expect(form.getByRole('textbox', { name: 'Replicas' })).toBeVisible();
    await create.paste('apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: mine\nspec: [\n');
    await expect(form).toContainText('The text cannot be read. Its fields appear once it can.');
    await expect(form.getByRole('textbox')).toHaveCount(0);
    await page.reload();
    await create.isReady();
    await expect(form.getByRole('textbox')).toHaveCount(0);
    await create.paste(TEXT);
    await expect(form.getByRole('textbox', { name: 'Replicas' })).toHaveValue('2');
});
