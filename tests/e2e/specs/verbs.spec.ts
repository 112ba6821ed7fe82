// Goal: each action from its key or menu line to the change in the cluster without a mouse, in both languages. Its
// dialog opens with the focus where a slip does no harm, and breaks no rule of axe.
import type { Locator, Page } from '@playwright/test';
import { PlanDialog } from '../pages/plan.ts';
import type { KubeObject, Namespace } from '../support/cluster.ts';
import { expect, test } from '../support/test.ts';
import { statefulSet } from '../support/workloads.ts';

type Words = { title: string; confirm: string; menu?: RegExp; input?: string };

interface Verb {
    set: string;
    /** The key that opens it; else it is a line of the row's menu. */
    key?: string;
    en: Words;
    zh: Words;
    /** Where the focus is when it opens. */
    focus: 'confirm' | 'cancel' | 'input';
    /** What is typed once it is open. */
    type?: (page: Page) => Promise<void>;
    /** Whether the set is as it shall be; none where it is gone. */
    done: (set: KubeObject | undefined) => unknown;
}

const annotation = (set: KubeObject | undefined, key: string) => (set?.metadata.annotations as Record<string, string> | undefined)?.[key];
const partition = (set: KubeObject | undefined) => set?.spec.updateStrategy.rollingUpdate?.partition;

const VERBS: Record<string, Verb> = {
    start: {
        set: 'idle', key: 'Shift+T', focus: 'confirm',
        en: { title: 'Start idle', confirm: 'Start idle' },
        zh: { title: '启动 idle', confirm: '启动 idle' },
        done: (set) => set?.spec.replicas === 2,
    },
    scale: {
        set: 'web', key: 'Shift+P', focus: 'input',
        en: { title: 'Scale web', confirm: 'Scale to 3', input: 'Replicas' },
        zh: { title: '调整 web 的副本数', confirm: '调整为 3', input: '副本数' },
        type: (page) => page.keyboard.press('ArrowUp'),
        done: (set) => set?.spec.replicas === 3,
    },
    image: {
        set: 'web', key: 'Shift+I', focus: 'input',
        en: { title: 'Change the image tags of web', confirm: 'Change image tags', input: 'main · registry.example/main' },
        zh: { title: '修改 web 的镜像版本', confirm: '修改镜像版本', input: 'main · registry.example/main' },
        type: (page) => page.keyboard.type('2.0'),
        done: (set) => set?.spec.template.spec.containers[0].image === 'registry.example/main:2.0',
    },
    labels: {
        set: 'web', key: 'Shift+L', focus: 'input',
        en: { title: 'Label and annotate web', confirm: 'Label and annotate', input: 'Labels' },
        zh: { title: '编辑 web 的标签和注解', confirm: '编辑标签和注解', input: '标签' },
        type: (page) => page.keyboard.type('tier=db'),
        done: (set) => (set?.metadata.labels as Record<string, string>).tier === 'db',
    },
    info: {
        set: 'web', focus: 'input',
        en: { title: 'Alias and description of web', confirm: 'Save', input: 'Alias', menu: /^Alias and description/ },
        zh: { title: '编辑 web 的别名和描述', confirm: '保存', input: '别名', menu: /^编辑别名和描述/ },
        type: (page) => page.keyboard.type('shop'),
        done: (set) => annotation(set, 'kubesphere.io/alias-name') === 'shop',
    },
    restart: {
        set: 'web', key: 'Shift+R', focus: 'confirm',
        en: { title: 'Restart web', confirm: 'Restart web' },
        zh: { title: '重启 web', confirm: '重启 web' },
        done: (set) => set?.spec.template.metadata.annotations?.['kubectl.kubernetes.io/restartedAt'],
    },
    pause: {
        set: 'rolling', focus: 'confirm',
        en: { title: 'Pause the rollout of rolling', confirm: 'Pause the rollout', menu: /^Pause the rollout/ },
        zh: { title: '暂停 rolling 的滚动更新', confirm: '暂停滚动更新', menu: /^暂停滚动更新/ },
        done: (set) => partition(set) === 1 && annotation(set, 'ordinal/partition-before-pause') === '0',
    },
    resume: {
        set: 'rolling', focus: 'confirm',
        en: { title: 'Go on with the rollout of rolling', confirm: 'Go on with the rollout', menu: /^Go on with the rollout/ },
        zh: { title: '继续 rolling 的滚动更新', confirm: '继续滚动更新', menu: /^继续滚动更新/ },
        done: (set) => partition(set) === 0,
    },
    stop: {
        set: 'web', key: 'Shift+S', focus: 'cancel',
        en: { title: 'Stop web', confirm: 'Stop web' },
        zh: { title: '停止 web', confirm: '停止 web' },
        done: (set) => set?.spec.replicas === 0 && annotation(set, 'ordinal/replicas-before-stop') === '3',
    },
    delete: {
        set: 'web', key: 'Shift+D', focus: 'cancel',
        en: { title: 'Delete web', confirm: 'Delete web', input: 'Type web to confirm' },
        zh: { title: '删除 web', confirm: '删除 web', input: '输入 web 以确认' },
        done: (set) => set === undefined || set.metadata.deletionTimestamp,
    },
};

const CANCEL = { en: 'Cancel', zh: '取消' };

/** Goes to something with the Tab key, as often as it takes. */
async function tabTo(page: Page, target: Locator): Promise<void> {
    const has = () => target.evaluate((element) => element === document.activeElement);
    for (let step = 0; step < 40 && !(await has()); step += 1) await page.keyboard.press('Tab');
    await expect(target).toBeFocused();
}

async function prepare(namespace: Namespace): Promise<void> {
    await namespace.createSet(statefulSet('idle', { replicas: 0, annotations: { 'ordinal/replicas-before-stop': '2' } }));
    await namespace.createSet(statefulSet('web', { replicas: 2 }));
    await namespace.createSet(statefulSet('rolling', { replicas: 2 }));
    const ready = async (name: string) => (await namespace.set(name)).status?.readyReplicas;
    await expect.poll(async () => [await ready('web'), await ready('rolling')]).toEqual([2, 2]);
    // The first new pod waits for ever, so the rollout stands where it is.
    await namespace.patchSet('rolling', { spec: { template: { spec: { schedulingGates: [{ name: 'ordinal.test/gate' }] } } } });
    await expect.poll(async () => (await namespace.set('rolling')).status.updatedReplicas).toBe(1);
}

for (const locale of ['en', 'zh'] as const) {
    test(`every action by keyboard (${locale})`, async ({ page, namespace, problems }) => {
        problems.allow(/Failed to load resource: .* 404/);
        await prepare(namespace);
        await page.addInitScript((locale) => localStorage.setItem('ordinal.locale', locale), locale);
        for (const [name, verb] of Object.entries(VERBS)) {
            await test.step(name, async () => {
                const words = verb[locale];
                await page.goto(`./#/statefulsets?namespace=${namespace.name}&search=${verb.set}`);
                const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: verb.set, exact: true }) });
                await expect(row).toBeVisible();
                await page.locator('main').press('j');
                if (verb.key) {
                    await page.keyboard.press(verb.key);
                } else {
                    await row.getByRole('button').last().press('Enter');
                    await page.getByRole('menuitem', { name: words.menu }).press('Enter');
                }
                const plan = new PlanDialog(page, words.title);
                const { dialog } = plan;
                await expect(dialog).toBeVisible();
                const confirm = dialog.getByRole('button', { name: words.confirm, exact: true });
                const cancel = dialog.getByRole('button', { name: CANCEL[locale], exact: true });
                const input = dialog.getByRole('textbox', { name: words.input });
                await expect({ confirm, cancel, input }[verb.focus]).toBeFocused();
                await verb.type?.(page);
                await plan.isAccessible();
                if (name === 'delete') {
                    await tabTo(page, input);
                    await page.keyboard.type('web');
                }
                await tabTo(page, confirm);
                await page.keyboard.press('Enter');
                await expect(dialog).toHaveCount(0);
                await expect.poll(async () => verb.done((await namespace.sets()).find((set) => set.metadata.name === verb.set))).toBeTruthy();
            });
        }
    });
}
