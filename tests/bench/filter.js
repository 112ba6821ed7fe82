// From a keystroke in the search to the narrowed list on screen.
import { median } from './numbers.js';

const WORD = 'orders-re';

/** Types a word letter by letter, then takes it away again. */
export async function filter(page) {
    const box = page.getByRole('searchbox', { name: 'Search by name' });
    await box.click();
    await page.evaluate(() => { window.__probe.keys = []; });
    const press = async (key) => {
        const before = await page.evaluate(() => window.__probe.keys.length);
        await page.keyboard.press(key);
        await page.waitForFunction((before) => window.__probe.keys.length > before, before);
    };
    for (const letter of WORD) await press(letter);
    for (const _ of WORD) await press('Backspace');
    const keys = await page.evaluate(() => window.__probe.keys);
    await page.evaluate(() => document.activeElement?.blur());
    const first = keys.map((key) => key.first);
    return { median: median(first), longest: Math.max(...first), keys };
}
