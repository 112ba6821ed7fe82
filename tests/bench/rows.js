// Whether what the list shows is what the server has: all rows, read by scrolling through the list.
import { truth } from './churn.js';

/** All rows of the list as one reads them, by namespace and name. */
async function read(page) {
    return page.evaluate(async () => {
        const table = document.querySelector('table[aria-rowcount]');
        const area = document.querySelector('main');
        const heads = [...table.querySelectorAll('thead th')].map((head) => head.textContent.trim());
        const column = (words) => heads.findIndex((head) => words.some((word) => head.startsWith(word)));
        const at = { name: column(['Name']), status: column(['Status']), ready: column(['Ordinals', 'Ready']), namespace: column(['Namespace']) };
        const found = {};
        const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        for (let top = 0; ; top += area.clientHeight / 2) {
            area.scrollTop = top;
            await frame();
            await frame();
            for (const row of table.querySelectorAll('tbody tr[aria-rowindex]')) {
                const text = (index) => row.cells[index].textContent.trim();
                const name = row.cells[at.name].querySelector('a').textContent.trim();
                const word = row.cells[at.status].querySelector('.status-word').textContent.trim();
                const ready = text(at.ready).match(/\d+ \/ \d+/)?.[0];
                found[`${text(at.namespace)}/${name}`] = `${ready} ${word}`;
            }
            if (top + area.clientHeight >= area.scrollHeight) return found;
        }
    });
}

/**
 * What a row must say: all sets are settled but for pods that crash or are not ready. That they crash is known where pods
 * are followed; above the limit the list says that they are not.
 */
function expected({ metadata, spec, status }, followed) {
    const ready = status.readyReplicas ?? 0;
    const crashes = followed && Number(metadata.name.match(/\d+$/)[0]) % 50 === 7 && spec.replicas > 0;
    const word = spec.replicas === 0 ? 'Stopped' : crashes ? 'Failing' : ready < spec.replicas ? 'Starting' : 'Running';
    return `${ready} / ${spec.replicas} ${word}`;
}

/** Compares once nothing changes any more. */
export async function rows(page) {
    const quiet = () => performance.now() - window.__probe.changed > 1500;
    await page.waitForFunction(quiet, null, { timeout: 60_000 });
    const shown = await read(page);
    const followed = (await page.getByText(/^Pod detail off/).count()) === 0;
    const wrong = [];
    const sets = await truth();
    for (const set of sets) {
        const key = `${set.metadata.namespace}/${set.metadata.name}`;
        const should = expected(set, followed);
        if (shown[key] !== should) wrong.push({ set: key, shown: shown[key] ?? null, expected: should });
        delete shown[key];
    }
    for (const [set, text] of Object.entries(shown)) wrong.push({ set, shown: text, expected: null });
    return { right: sets.length - wrong.filter(({ expected }) => expected !== null).length, wrong: wrong.length, examples: wrong.slice(0, 20) };
}
