// Goal: know afterwards what was done from this browser, by whom and with which requests, and take it back.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { ListPage } from '../pages/list.ts';
import { PlanDialog } from '../pages/plan.ts';
import { RunDock } from '../pages/runs.ts';
import type { KubeObject, Namespace } from '../support/cluster.ts';
import { expect, test } from '../support/test.ts';
import { statefulSet } from '../support/workloads.ts';

/** What an undo shall bring back. */
const state = (set: KubeObject) => [set.spec.replicas, set.spec.template.spec.containers[0].image, set.metadata.labels, set.metadata.annotations];

const entry = (page: Page, title: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title, exact: true }) });

test('count, tag and labels are changed for several sets at once, and each change is taken back', async ({ page, namespace }) => {
    for (const [name, replicas] of [['a', 1], ['b', 2]] as const) {
        await namespace.createSet(statefulSet(name, { replicas, image: `registry.example/main:${replicas}`, labels: { tier: name }, annotations: { note: name } }));
    }
    const list = new ListPage(page);
    await list.open(namespace, { sort: 'name' });
    await list.toShowTheTruth(namespace);
    const states = async () => (await namespace.sets()).map(state);
    const before = await states();
    const bar = page.getByRole('group', { name: 'Chosen rows' });
    await list.table.getByRole('checkbox', { name: 'Choose all' }).check();
    const changes: [string, string, string, string, string][] = [
        ['Scale…', 'Scale 2 sets', 'Replicas', '3', 'Scale 2 sets to 3'],
        ['Image tags…', 'Change the image tags of 2 sets', 'main · registry.example/main', '9.0', 'Change the image tags of 2 sets'],
        ['Labels and annotations…', 'Label and annotate 2 sets', 'Labels', 'tier=db', 'Label and annotate 2 sets'],
    ];
    for (const [line, title, input, text, command] of changes) {
        await bar.getByRole('button', { name: 'More actions' }).click();
        await page.getByRole('menuitem', { name: line }).click();
        const plan = new PlanDialog(page, title);
        await plan.dialog.getByRole('textbox', { name: input }).fill(text);
        await plan.isAccessible();
        await plan.dialog.getByRole('button', { name: /^(Scale|Change|Label)/ }).click();
        const dock = new RunDock(page, command);
        await dock.ends('2 done');
        await dock.button('Close').click();
    }
    expect(await states()).toEqual(['a', 'b'].map((name) => [3, 'registry.example/main:9.0', { app: name, tier: 'db' }, { note: name }]));

    await page.goto('./#/activity');
    await expect(page.getByText('Kept here only: it is no audit log')).toBeVisible();
    for (const [, , , , command] of changes) {
        await expect(entry(page, command)).toContainText('admin');
        await entry(page, command).getByRole('button', { name: 'Undo…' }).click();
        await page.getByRole('dialog').getByRole('button', { name: 'Change 2 sets back' }).click();
        const dock = new RunDock(page, 'Undo the change of 2 sets');
        await dock.ends('2 done');
        await dock.button('Close').click();
    }
    expect(await states()).toEqual(before);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export JSON' }).click()]);
    const runs = JSON.parse(await readFile(await download.path(), 'utf8'));
    expect(runs.map((run: { items: unknown[] }) => run.items.length)).toEqual(Array(6).fill(2));
});

async function once(list: ListPage, namespace: Namespace, verb: 'Stop' | 'Start'): Promise<void> {
    await list.open(namespace);
    await list.act('web', new RegExp(`^${verb}`));
    await new PlanDialog(list.page, `${verb} web`).confirm(`${verb} web`);
    await expect(list.page.getByText(`${verb} web: done`).first()).toBeVisible();
    await list.page.goto('./#/activity');
    await expect(entry(list.page, `${verb} web`).first()).toBeVisible();
}

test('the record keeps the last two hundred operations, and nothing of the others', async ({ page, namespace }) => {
    await namespace.createSet(statefulSet('web'));
    const list = new ListPage(page);
    await once(list, namespace, 'Stop');
    // As if it had been done two hundred times before.
    await page.evaluate(() => {
        const head = Object.keys(localStorage).find((key) => /^ordinal\..+\.run\./.test(key))!;
        const [, place, id] = head.match(/^(ordinal\..+\.)run\.(.+)$/)!;
        for (let number = 1; number <= 200; number += 1) {
            const old = `${Number(id.split('-')[0]) - number}-${number}`;
            localStorage.setItem(`${place}objects.${old}.0`, localStorage.getItem(`${place}objects.${id}.0`)!);
            localStorage.setItem(`${place}run.${old}`, JSON.stringify({ ...JSON.parse(localStorage.getItem(head)!), id: old }));
        }
    });
    await page.reload();
    await expect(page.locator('.page-count')).toHaveText('201');
    await once(list, namespace, 'Start');
    await expect(page.locator('.page-count')).toHaveText('200');
    const kept = await page.evaluate(() => Object.keys(localStorage).filter((key) => /\.(run|objects|beat)\./.test(key)).length);
    expect(kept, 'a head and a piece for each').toBe(400);
});
