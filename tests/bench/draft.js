// The draft in its own WebAssembly: the fixture's document of 2,000 lines.
import { url } from './environment.js';
import { median } from './numbers.js';

/** How often each is measured, and how often before that, until the browser has compiled all of it for good. */
const [ROUNDS, WARM] = [60, 40];

export async function draft(browser) {
    const page = await browser.newPage();
    try {
        await page.goto(`${url}/static/empty.html`);
        const found = await page.evaluate(async ([rounds, warm]) => {
            const answer = await fetch('draft_bench.wasm');
            const { instance: { exports } } = await WebAssembly.instantiate(await answer.arrayBuffer(), {});
            const times = (work) => {
                const all = [];
                for (let round = 0; round < warm + rounds; round += 1) {
                    const began = performance.now();
                    work(round);
                    all.push(performance.now() - began);
                }
                return { first: all[0], times: all.slice(warm) };
            };
            let written = 0;
            let anew = 0;
            const read = times(() => { written = exports.read_and_write(); });
            const edit = times((round) => { anew += exports.edit(round); });
            const issues = times(() => exports.issues());
            return { lines: exports.lines(), written, anew, read, edit, issues };
        }, [ROUNDS, WARM]);
        if (found.lines < 1_980 || found.written < 40_000) throw new Error(`not the fixture: ${found.lines} lines, ${found.written} bytes`);
        if (found.anew > 0) throw new Error(`${found.anew} edits were refused or wrote the document anew`);
        const of = ({ first, times }) => ({ median: median(times), longest: Math.max(...times), first });
        return { lines: found.lines, read: of(found.read), edit: of(found.edit), issues: of(found.issues) };
    } finally {
        await page.close();
    }
}
