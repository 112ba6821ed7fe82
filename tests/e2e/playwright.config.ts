// End-to-end tests: Chromium, the release build, a real API server. `cargo xtask test e2e` starts all of it and
// passes the addresses (support/environment.ts); by hand nothing here would find a cluster.
import { defineConfig } from '@playwright/test';
import { environment } from './support/environment.ts';

export default defineConfig({
    testDir: './specs',
    outputDir: './results',
    // One cluster, and faults that hit every open page: one test at a time.
    workers: 1,
    fullyParallel: false,
    // A test that needs a second try is a failed test.
    retries: 0,
    forbidOnly: true,
    timeout: 120_000,
    expect: { timeout: 20_000 },
    reporter: [['list'], ['json', { outputFile: environment.report }]],
    use: {
        baseURL: environment.page,
        actionTimeout: 15_000,
        viewport: { width: 1360, height: 850 },
        locale: 'en-GB',
        timezoneId: 'UTC',
        colorScheme: 'light',
        // Endless animations keep a processor busy where no graphics card composes them.
        contextOptions: { reducedMotion: 'reduce' },
        trace: 'retain-on-failure',
        screenshot: 'only-on-failure',
        launchOptions: {
            executablePath: environment.chromium,
            args: [
                '--no-sandbox',
                '--disable-gpu',
                '--disable-quic',
                '--no-first-run',
                '--disable-background-networking',
                '--disable-component-update',
                '--disable-sync',
            ],
        },
    },
});
