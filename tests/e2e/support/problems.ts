// What must never happen on any page: an exception, an error on the console, a breach of the Content-Security-Policy,
// a request to another host. Each test fails on any of them that it did not announce.
import type { ConsoleMessage, Page } from '@playwright/test';
import { environment } from './environment.ts';

/** Chromium reports on the console each answer that is no success and each connection that breaks. */
export const BROKEN_CONNECTION = /Failed to load resource|WebSocket connection to|net::ERR_/;

/**
 * A change of a set is guarded by the version that it was made for. Controllers write the status at any moment; then the
 * page looks at the set and makes the change anew, and Chromium has reported the answer.
 */
const isConflict = (message: ConsoleMessage): boolean =>
    message.text().includes('status of 409 (Conflict)') && /\/statefulsets\/[^/?]+(\/scale)?\?/.test(message.location().url);

export class Problems {
    private readonly found: string[] = [];
    private readonly allowed: RegExp[] = [];
    private readonly hosts = [new URL(environment.page).host];

    /** Console errors and exceptions like this are what the test is about. */
    allow(pattern: RegExp): void {
        this.allowed.push(pattern);
    }

    /** The page is served from here, too. */
    serves(host: string): void {
        this.hosts.push(host);
    }

    async watch(page: Page): Promise<void> {
        page.on('pageerror', (error) => {
            if (!this.isAllowed(error.message)) this.found.push(`exception: ${error.stack ?? error.message}`);
        });
        page.on('console', (message) => this.console(message));
        page.on('request', (request) => this.address(request.url()));
        page.on('websocket', (socket) => this.address(socket.url()));
        await page.exposeBinding('__reportViolation', (_, violation: string) => {
            this.found.push(`Content-Security-Policy: ${violation}`);
        });
        await page.addInitScript(() => {
            document.addEventListener('securitypolicyviolation', (event) => {
                const report = (window as any).__reportViolation;
                report(`${event.violatedDirective} forbids ${event.blockedURI} (${event.sourceFile}:${event.lineNumber})`);
            });
        });
    }

    /** What was not announced; also allowed messages never excuse a policy violation. */
    unexpected(): string[] {
        return this.found;
    }

    private console(message: ConsoleMessage): void {
        if (message.type() !== 'error') return;
        const text = message.text();
        if (!text.includes('Content Security Policy') && (this.isAllowed(text) || isConflict(message))) return;
        this.found.push(`console: ${text} (${message.location().url})`);
    }

    private isAllowed(text: string): boolean {
        return this.allowed.some((pattern) => pattern.test(text));
    }

    private address(url: string): void {
        const { protocol, host } = new URL(url);
        if (protocol === 'data:' || protocol === 'blob:') return;
        if (!this.hosts.includes(host)) this.found.push(`request to another host: ${url}`);
    }
}
