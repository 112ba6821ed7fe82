// The list while the cluster changes.
import { setTimeout as sleep } from 'node:timers/promises';
import { Churn, truth } from './churn.js';
import { seconds } from './environment.js';
import { filter } from './filter.js';
import { heap } from './heap.js';
import { longTasks } from './numbers.js';
import * as trace from './trace.js';

const RATE = 200;
/** When the heap is measured first, in seconds. */
const EARLY = 10;

/** Streams changes and measures what that does to the page. */
export async function stream(browser, page) {
    const churn = new Churn(await truth());
    const began = await page.evaluate(() => performance.now());
    churn.start(RATE);
    const until = (second) => sleep(Math.max(0, churn.began + second * 1000 - performance.now()));
    await trace.begin(browser, page);
    await until(EARLY);
    const early = await heap(page);
    await until(seconds);
    const tasks = await trace.end(browser);
    const slow = await page.evaluate((began) => window.__probe.tasks.filter(({ start }) => start >= began), began);
    const late = await heap(page);
    const typed = await filter(page);
    const rate = await churn.stop();
    return { rate, tasks, byTheClock: longTasks(slow), filter: typed, early, late, heapRatio: late.total / early.total };
}
