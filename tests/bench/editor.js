// The editor of the create page: how long it takes to open, and how soon a key is answered by a marker.
import { rounds, url } from './environment.js';
import { median } from './numbers.js';

/** A text of some length with a word in it that one letter makes ambiguous. */
const TEXT = `apiVersion: v1
kind: ConfigMap
metadata:
  name: words
data:
${Array.from({ length: 300 }, (_, at) => `  key-${at}: value ${at}\n`).join('')}  last: ye`;
const KEYS = 15;

/** Notes when lines of the editor, and marks below them, are painted. */
function probe() {
    const seen = { shown: null, marks: 0, changes: [], key: 0 };
    window.__editor = seen;
    const painted = (then) => requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => then(performance.now());
        port2.postMessage(null);
    });
    const look = () => {
        if (seen.shown === null && document.querySelector('.monaco-editor .view-line span')) {
            seen.shown = 0;
            painted((time) => { seen.shown = time; });
        }
        const marks = document.querySelectorAll('.squiggly-warning').length;
        if (marks === seen.marks) return;
        seen.marks = marks;
        const { key } = seen;
        painted((time) => seen.changes.push(time - key));
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['class'] });
    addEventListener('keydown', (event) => { seen.key = event.timeStamp; }, true);
}

async function opened(browser, address, open) {
    const context = await browser.newContext({ viewport: { width: 1360, height: 850 }, locale: 'en-GB' });
    try {
        const page = await context.newPage();
        await page.addInitScript(probe);
        await page.goto(`${url}/static/${address}`);
        const began = open ? await open(page) : 0;
        await page.waitForFunction(() => window.__editor.shown > 0, null, { timeout: 60_000 });
        return await page.evaluate((began) => window.__editor.shown - began, began);
    } finally {
        await context.close();
    }
}

/** From the list, which is there: by its button, as a person would. */
async function byButton(page) {
    const button = page.getByRole('main').getByRole('link', { name: 'Create' }).first();
    await button.waitFor();
    await page.evaluate(() => addEventListener('click', (event) => { window.__editor.click = event.timeStamp; }, true));
    await button.click();
    return page.evaluate(() => window.__editor.click);
}

async function keys(browser) {
    const context = await browser.newContext({ viewport: { width: 1360, height: 850 }, locale: 'en-GB', permissions: ['clipboard-read', 'clipboard-write'] });
    try {
        const page = await context.newPage();
        await page.addInitScript(probe);
        await page.goto(`${url}/static/#/statefulsets/create`);
        await page.waitForFunction(() => window.__editor.shown > 0, null, { timeout: 60_000 });
        await page.evaluate((text) => navigator.clipboard.writeText(text), TEXT);
        await page.getByRole('textbox', { name: /^Manifest/ }).focus();
        await page.keyboard.press('ControlOrMeta+a');
        await page.keyboard.press('ControlOrMeta+v');
        await page.locator('.view-line', { hasText: 'last: ye' }).waitFor();
        const press = async (key) => {
            const before = await page.evaluate(() => window.__editor.changes.length);
            await page.keyboard.press(key);
            await page.waitForFunction((before) => window.__editor.changes.length > before, before, { timeout: 10_000 });
        };
        for (let key = 0; key < KEYS; key += 1) {
            await press('s');
            await press('Backspace');
        }
        return await page.evaluate(() => window.__editor.changes);
    } finally {
        await context.close();
    }
}

export async function editor(browser) {
    const [bare, fromList, byAddress] = [[], [], []];
    for (let round = 0; round < rounds; round += 1) {
        bare.push(await opened(browser, `editor.html#${encodeURIComponent(TEXT)}`));
        fromList.push(await opened(browser, '#/statefulsets?namespace=default', byButton));
        byAddress.push(await opened(browser, '#/statefulsets/create?namespace=default'));
    }
    const markers = await keys(browser);
    const parsed = median(bare);
    return {
        bare: parsed,
        open: median(fromList),
        openRatio: median(fromList) / parsed,
        byAddress: median(byAddress),
        byAddressRatio: median(byAddress) / parsed,
        markers: { median: median(markers), longest: Math.max(...markers), all: markers },
        rounds: { bare, fromList, byAddress },
    };
}
