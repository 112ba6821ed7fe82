// `test` with what every spec needs: a namespace of its own, the faults, and the watch for problems.
import { test as base, expect } from '@playwright/test';
import { Namespace } from './cluster.ts';
import { Faults } from './faults.ts';
import { Gateway, type Layout } from './gateway.ts';
import { Problems } from './problems.ts';

interface Fixtures {
    /** A namespace that exists for this test only. */
    namespace: Namespace;
    /** The page's connection to break; healed after the test. */
    faults: Faults;
    /** Starts gateways that end with the test. */
    serve: (layout?: Layout) => Promise<Gateway>;
    /** What must not happen; checked after each test. */
    problems: Problems;
}

export const test = base.extend<Fixtures>({
    problems: [
        async ({ page }, use) => {
            const problems = new Problems();
            await problems.watch(page);
            await use(problems);
            expect(problems.unexpected(), 'problems on the page').toEqual([]);
        },
        { auto: true },
    ],
    namespace: async ({}, use, testInfo) => {
        const slug = testInfo.title.toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, 30).replace(/^-|-$/g, '');
        const namespace = await Namespace.create(`e2e-${slug}-${Math.random().toString(36).slice(2, 7)}`);
        await use(namespace);
        await namespace.remove();
    },
    serve: async ({ problems, page }, use) => {
        const gateways: Gateway[] = [];
        await use(async (layout) => {
            const gateway = await Gateway.start(layout);
            gateways.push(gateway);
            problems.serves(gateway.host);
            return gateway;
        });
        // The page first: it would look for what has ended.
        await page.close();
        for (const gateway of gateways) await gateway.stop();
    },
    faults: async ({}, use) => {
        const faults = new Faults();
        await use(faults);
        await faults.restore();
    },
});

export { expect };
