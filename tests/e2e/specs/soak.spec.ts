// Goal: a page that is left open for long, on a connection that breaks all the time, is still right and has not grown.
// `cargo xtask test --full` runs it for ten minutes, `ORDINAL_SOAK_MINUTES` for as long as one likes.
import type { Page } from '@playwright/test';
import { ListPage } from '../pages/list.ts';
import { Shell } from '../pages/shell.ts';
import type { Namespace } from '../support/cluster.ts';
import type { Faults, Plan } from '../support/faults.ts';
import { BROKEN_CONNECTION } from '../support/problems.ts';
import { expect, test } from '../support/test.ts';
import { statefulSet } from '../support/workloads.ts';

const MINUTES = Number(process.env.ORDINAL_SOAK_MINUTES ?? 10);
const SETS = 40;
/** What is compared with the end: by then every view and every fault has been there once. */
const WARM_ROUNDS = 10;
/** What may be held on top at the end. */
const GROWTH = 1.2;

const FAULTS: Plan[] = [
    { cutAfter: 40 },
    { goneInStream: true },
    { cutAfter: 10, goneAtHandshake: 1 },
    { proxyGone: true },
    { badGateway: true },
    { refuseUpgrades: true },
    { refuseUpgrades: true, bufferStreams: true },
    { bookmarks: 'repeated' },
    { delay: 300 },
];

/** The same numbers in each run: what fails can be made to fail again. */
function numbers(seed: number): (below: number) => number {
    let state = seed;
    return (below) => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return Math.floor((state / 2 ** 32) * below);
    };
}

async function held(page: Page): Promise<{ heap: number; nodes: number; listeners: number }> {
    const session = await page.context().newCDPSession(page);
    await session.send('HeapProfiler.enable');
    // What a finalizer lets go of is collected the second time.
    await session.send('HeapProfiler.collectGarbage');
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
    await session.detach();
    return { heap: usedSize, nodes, listeners: jsEventListeners };
}

async function change(namespace: Namespace, below: (n: number) => number): Promise<void> {
    const name = `set-${below(SETS)}`;
    if (!(await namespace.hasSet(name))) await namespace.createSet(statefulSet(name, { replicas: below(3) }));
    else if (below(4) === 0) await namespace.deleteSet(name);
    else await namespace.scale(name, below(4));
}

async function breakFor(faults: Faults, below: (n: number) => number, during: () => Promise<void>): Promise<void> {
    if (below(12) === 0) {
        await faults.stopApiServer();
        await faults.startApiServer();
        await during();
        return;
    }
    await faults.inject(FAULTS[below(FAULTS.length)]);
    await during();
    await faults.heal();
}

test('a page that is open for long on a bad connection stays right and does not grow @full', async ({ page, namespace, faults, problems }) => {
    test.setTimeout((MINUTES + 5) * 60_000);
    problems.allow(BROKEN_CONNECTION);
    const below = numbers(20);
    const list = new ListPage(page);
    const shell = new Shell(page);
    // Only rows in view are in the document, and all are compared: they must all be in view.
    await page.setViewportSize({ width: 1280, height: 600 + SETS * 50 });
    for (let n = 0; n < SETS; n += 2) await namespace.createSet(statefulSet(`set-${n}`));
    await list.open(namespace);
    await list.toShowTheTruth(namespace);
    let warm = await held(page);
    const end = Date.now() + MINUTES * 60_000;
    for (let round = 0; Date.now() < end || round <= WARM_ROUNDS; round++) {
        await breakFor(faults, below, async () => {
            for (let changes = 1 + below(6); changes > 0; changes--) await change(namespace, below);
        });
        await list.toShowTheTruth(namespace, 60_000);
        if (round === WARM_ROUNDS) warm = await held(page);
    }
    await shell.isLive();
    const now = await held(page);
    for (const what of ['heap', 'nodes', 'listeners'] as const) {
        expect(now[what] / warm[what], `${what}: ${warm[what]} after ${WARM_ROUNDS} rounds, ${now[what]} now`).toBeLessThan(GROWTH);
    }
});
