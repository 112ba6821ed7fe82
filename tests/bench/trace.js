// The tasks of the page's main thread by the processor time that they took. The browser's own list of long tasks goes
// by the clock: on a busy machine, where the API server runs beside the browser, it tells how long they waited.

const CATEGORIES = ['-*', 'disabled-by-default-devtools.timeline', 'blink.user_timing'];
/** What the browser calls a long task, in milliseconds. */
const LONG = 50;
/** Marks around what the measurement itself does to the page. */
const [FROM, TO] = ['measurement-begins', 'measurement-ends'];

export async function begin(browser, page) {
    await browser.startTracing(page, { categories: CATEGORIES });
}

/** Does something that is none of the page's own work. */
export async function apart(page, work) {
    await page.evaluate((mark) => { performance.mark(mark); }, FROM);
    const result = await work();
    await page.evaluate((mark) => { performance.mark(mark); }, TO);
    return result;
}

function windows(events) {
    const at = (name) => events.filter((event) => event.name === name).map(({ ts }) => ts);
    const ends = at(TO);
    return at(FROM).map((from, index) => ({ from, to: ends[index] ?? Infinity }));
}

/** Ends the trace; returns what the page's tasks came to since it began. */
export async function end(browser) {
    const { traceEvents: events } = JSON.parse((await browser.stopTracing()).toString());
    const thread = ({ pid, tid }) => `${pid}/${tid}`;
    const pages = new Set(events.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(thread));
    const marked = new Set(events.filter(({ name }) => name === FROM).map(({ pid }) => pid));
    const tasks = events.filter((event) => event.name === 'RunTask' && pages.has(thread(event)) && marked.has(event.pid));
    if (tasks.length === 0) throw new Error('the trace names no task of the page');
    const apart = windows(events);
    const own = tasks.filter(({ ts, dur }) => !apart.some(({ from, to }) => ts < to && ts + dur > from));
    const times = own.map(({ tdur }) => (tdur ?? 0) / 1000).sort((a, b) => b - a);
    const begins = tasks.reduce((first, { ts }) => Math.min(first, ts), Infinity);
    const seconds = (tasks.reduce((last, { ts }) => Math.max(last, ts), 0) - begins) / 1e6;
    return {
        longest: times[0],
        count: times.filter((time) => time > LONG).length,
        top: times.slice(0, 20),
        busy: times.reduce((sum, time) => sum + time, 0) / 1000 / seconds,
    };
}
