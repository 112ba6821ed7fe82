// From the address to the list, cold: each time in a browser context of its own, with the bare page in turn.
import { rounds, sets, url } from './environment.js';
import { longTasks, median } from './numbers.js';
import { probe } from './probe.js';

const LIST = '/apis/apps/v1/statefulsets?pretty=false';
/** Nothing has changed on the page for so long: pods and events have been joined. */
const QUIET = 700;

async function inNewContext(browser, work) {
    const context = await browser.newContext({ viewport: { width: 1360, height: 850 }, locale: 'en-GB' });
    try {
        return await work(await context.newPage());
    } finally {
        await context.close();
    }
}

async function bare(page) {
    await page.goto(`${url}/static/bare.html#${LIST}`);
    await page.waitForFunction(() => window.__parsed !== undefined, null, { timeout: 120_000 });
    const items = Number(await page.locator('#count').textContent());
    if (items !== sets) throw new Error(`the bare page got ${items} sets`);
    return page.evaluate(() => window.__parsed);
}

/** Opens the list of all namespaces and waits until nothing changes any more. */
export async function open(page) {
    await page.addInitScript(probe, sets);
    await page.goto(`${url}/static/#/statefulsets`);
    await page.waitForFunction(() => window.__probe.complete > 0, null, { timeout: 120_000 });
    const pods = () => performance.getEntriesByType('resource').some(({ name }) => name.includes('/api/v1/pods?'));
    await page.waitForFunction(pods, null, { timeout: 120_000 });
    const quiet = (quiet) => performance.now() - window.__probe.changed > quiet;
    await page.waitForFunction(quiet, QUIET, { timeout: 120_000 });
}

async function console(page) {
    await open(page);
    return page.evaluate(() => {
        const { firstRow, complete, changed, tasks } = window.__probe;
        const at = ({ name, startTime, requestStart, responseStart, responseEnd, encodedBodySize, decodedBodySize }) => ({
            name: name.replace(/continue=[^&]*/, 'continue=…'),
            startTime, requestStart, responseStart, responseEnd, encodedBodySize, decodedBodySize,
        });
        const requests = performance.getEntriesByType('resource').map(at);
        return { firstRow, complete, settled: changed, tasks, requests };
    });
}

/** Each page's median over all rounds. */
export async function load(browser) {
    const bares = [];
    const consoles = [];
    for (let round = 0; round < rounds; round += 1) {
        bares.push(await inNewContext(browser, bare));
        consoles.push(await inNewContext(browser, console));
    }
    const of = (name) => median(consoles.map((each) => each[name]));
    const typical = consoles.find(({ firstRow }) => firstRow === of('firstRow'));
    const parsed = median(bares);
    return {
        bare: parsed,
        firstRow: of('firstRow'),
        firstRowRatio: of('firstRow') / parsed,
        complete: of('complete'),
        completeRatio: of('complete') / parsed,
        settled: of('settled'),
        tasks: longTasks(typical.tasks),
        requests: typical.requests,
        rounds: { bare: bares, firstRow: consoles.map(({ firstRow }) => firstRow) },
    };
}
