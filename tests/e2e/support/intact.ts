// What must hold on every page, whatever the cluster says.
import type { Locator, Page } from '@playwright/test';
import { expect } from './test.ts';

/** Overrides and isolates of direction, but for the pair that the console itself puts around a text. */
const OVERRIDES = /[\u202A-\u202E\u2066\u2067\u200E\u200F]/;

/** What may be different from most pages. */
export interface Place {
    /** What is looked at; else the page's main region. */
    root?: Locator;
    /** A list with more columns than fit scrolls sideways, and its table is wider than the page. */
    scrollsSideways?: boolean;
}

/** Fails if anything ran, became markup, or broke the layout. */
export async function isIntact(page: Page, where: string, { root = page.locator('main'), scrollsSideways = false }: Place = {}): Promise<void> {
    const found = await root.evaluate((main, scrollsSideways) => {
        const table = scrollsSideways ? main.querySelector('table') : null;
        const edge = main.getBoundingClientRect().right + 1;
        const scrolls = (element: Element): boolean =>
            element !== main && (/auto|scroll|hidden|clip/.test(getComputedStyle(element).overflowX) || (element.parentElement !== null && scrolls(element.parentElement)));
        const wide = [...main.querySelectorAll('*')].filter(
            (element) => !(table && (element.contains(table) || table.contains(element))) && element.getClientRects().length > 0 && element.getBoundingClientRect().right > edge && !scrolls(element),
        );
        const rows = [...main.querySelectorAll('tbody tr[aria-rowindex]')].map((row) => Math.round(row.getBoundingClientRect().height));
        return {
            ran: (window as any).__pwned === true || document.title === 'pwned',
            markup: main.querySelectorAll('img, iframe, script, style, [onerror], [onload], a[href^="javascript:"], a[href^="data:"]').length,
            sideways: Math.max(0, document.documentElement.scrollWidth - window.innerWidth, scrollsSideways ? 0 : main.scrollWidth - main.clientWidth),
            wide: wide.slice(0, 5).map((element) => element.outerHTML.slice(0, 160)),
            heights: [...new Set(rows)],
            text: [...main.querySelectorAll('*')].filter((element) => !element.closest('.monaco-editor')).flatMap((element) => [...element.childNodes])
                .filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent ?? '').join('\n'),
        };
    }, scrollsSideways);
    const { text, heights, ...harm } = found;
    expect.soft(harm, where).toEqual({ ran: false, markup: 0, sideways: 0, wide: [] });
    expect.soft(heights.length, `${where}: heights of rows ${heights}`).toBeLessThanOrEqual(1);
    expect.soft(OVERRIDES.exec(text)?.[0] ?? null, `${where}: an override of direction`).toBeNull();
}
