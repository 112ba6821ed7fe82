// Measures the list, the draft and the editor in a browser and writes the numbers. `cargo xtask bench` starts it.
import { writeFileSync } from 'node:fs';
import os from 'node:os';
import { chromium } from '@playwright/test';
import { draft } from './draft.js';
import { editor } from './editor.js';
import * as environment from './environment.js';
import { filter } from './filter.js';
import { load, open } from './load.js';
import { rows } from './rows.js';
import { stream } from './stream.js';

const browser = await chromium.launch({
    executablePath: environment.chromium,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

async function step(what, work) {
    const began = performance.now();
    console.error(`  ${what} …`);
    const result = await work();
    console.error(`✓ ${what} ${((performance.now() - began) / 1000).toFixed(0)} s`);
    return result;
}

try {
    const measured = { draft: await step('Reading and editing a draft', () => draft(browser)) };
    measured.editor = await step('Opening the editor', () => editor(browser));
    measured.load = await step('Loading', () => load(browser));
    const context = await browser.newContext({ viewport: { width: 1360, height: 850 }, locale: 'en-GB' });
    const page = await context.newPage();
    await open(page);
    measured.filter = await step('Searching', () => filter(page));
    measured.stream = await step('Streaming changes', () => stream(browser, page));
    measured.rows = await step('Comparing the rows', () => rows(page));
    measured.machine = { load: os.loadavg()[0], cores: os.cpus().length, browser: browser.version() };
    writeFileSync(environment.out, JSON.stringify(measured, null, 2));
} finally {
    await browser.close();
}
