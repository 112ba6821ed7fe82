// The list of StatefulSets, by roles and names.
import type { Locator, Page } from '@playwright/test';
import { expect } from '../support/test.ts';
import { readiness, type Namespace } from '../support/cluster.ts';

/** A line as one reads it. */
export interface Line {
    name: string;
    ready: string;
}

export class ListPage {
    readonly page: Page;
    readonly table: Locator;

    constructor(page: Page) {
        this.page = page;
        this.table = page.getByRole('table', { name: 'StatefulSets' });
    }

    /** Opens the list of some namespaces, or of all, perhaps with more in its address. */
    async open(namespace?: Namespace | Namespace[], filters: Record<string, string> = {}): Promise<void> {
        const names = [namespace ?? []].flat().map(({ name }) => name).join(',');
        const query = new URLSearchParams({ ...(names && { namespace: names }), ...filters }).toString();
        await this.page.goto(`./#/statefulsets${query && `?${query}`}`);
        await expect(this.page.getByRole('heading', { name: 'StatefulSets', level: 1 })).toBeVisible();
    }

    /** The line of a set. */
    row(name: string): Locator {
        return this.table.getByRole('row').filter({ has: this.page.getByRole('link', { name, exact: true }) });
    }

    /** The set's link to its own page. */
    link(name: string): Locator {
        return this.table.getByRole('link', { name, exact: true });
    }

    /** All lines, in the order of their names. */
    async lines(): Promise<Line[]> {
        const rows = this.table.getByRole('row').filter({ has: this.page.getByRole('link') });
        const lines = await rows.evaluateAll((found) =>
            found.map((row) => ({
                name: row.querySelector('a')?.textContent ?? '',
                ready: row.textContent?.match(/\d+ \/ \d+/)?.[0] ?? '',
            })),
        );
        return lines.sort((a, b) => a.name.localeCompare(b.name));
    }

    /** The names of the lines, in the order in which they stand. */
    async names(): Promise<string[]> {
        const rows = this.table.getByRole('row').filter({ has: this.page.getByRole('link') });
        return rows.evaluateAll((found) => found.map((row) => row.querySelector('a')?.textContent ?? ''));
    }

    /** The heads of the columns, the ones without words left out. */
    async columns(): Promise<string[]> {
        const heads = await this.table.getByRole('columnheader').allInnerTexts();
        return heads.map((text) => text.trim()).filter((text) => text !== '' && text !== 'Actions');
    }

    /** Shows a column or does not. */
    async column(name: string, on: boolean): Promise<void> {
        await this.page.getByRole('button', { name: 'Columns', exact: true }).click();
        await this.page.getByRole('dialog', { name: 'Columns' }).getByRole('checkbox', { name }).setChecked(on);
        await this.page.keyboard.press('Escape');
    }

    /** The box that chooses a set. */
    box(name: string): Locator {
        return this.table.getByRole('checkbox', { name: `Choose ${name}`, exact: true });
    }

    /** Waits until the list shows exactly what the API server has: nothing lost, nothing twice, nothing old. */
    async toShowTheTruth(namespace: Namespace, timeout = 10_000): Promise<void> {
        await expect(async () => {
            const truth = (await namespace.sets()).map((set) => ({ name: set.metadata.name, ready: readiness(set) }));
            truth.sort((a, b) => a.name.localeCompare(b.name));
            expect(await this.lines()).toEqual(truth);
        }).toPass({ timeout, intervals: [100] });
    }

    /** Chooses an entry of a set's menu. */
    async act(name: string, entry: string | RegExp): Promise<void> {
        await this.row(name).getByRole('button', { name: /actions/i }).click();
        await this.page.getByRole('menuitem', { name: entry }).click();
    }
}
