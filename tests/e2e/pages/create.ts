// Creating from YAML: the editor, the documents, and what the API server says.
import type { Locator, Page } from '@playwright/test';
import { expect } from '../support/test.ts';
import type { Namespace } from '../support/cluster.ts';

export class CreatePage {
    readonly page: Page;
    readonly documents: Locator;
    readonly results: Locator;
    readonly summary: Locator;

    constructor(page: Page) {
        this.page = page;
        this.documents = page.getByRole('navigation', { name: /^(Documents|文档)/ });
        this.results = page.getByRole('region', { name: 'What the API server says' });
        // The foot of the page comes after the editor's own messages and the results.
        this.summary = page.getByRole('main').getByRole('status').last();
    }

    async open(namespace: Namespace): Promise<void> {
        await this.page.goto(`./#/statefulsets/create?namespace=${namespace.name}`);
        await this.isReady();
    }

    async isReady(): Promise<void> {
        // Monaco's own text box has no size; what is seen of the editor are its lines.
        await expect(this.page.locator('.monaco-editor .view-line').first()).toBeVisible();
        await expect(this.editor).toBeAttached();
    }

    /** The editor as its screen reader sees it. */
    get editor(): Locator {
        return this.page.getByRole('textbox', { name: /^(Manifest|清单)/ });
    }

    /** What saving would change. */
    get mine(): Locator {
        return this.results.locator('[data-whose="mine"]');
    }

    /** What others changed meanwhile, as the review says it. */
    get theirs(): Locator {
        return this.results.locator('[data-whose="theirs"]');
    }

    /** What is to be decided, each a group of its own. */
    get conflicts(): Locator {
        return this.results.locator('[data-decided]');
    }

    /** Reviews the changes, and saves them when the server has said what they are. */
    async save(): Promise<void> {
        await this.page.getByRole('button', { name: 'Review changes' }).click();
        await this.page.getByRole('button', { name: 'Save changes' }).click();
        await expect(this.summary).toHaveText(/^1 saved$/);
    }

    /** Replaces the text, as a user pastes it. */
    async paste(text: string): Promise<void> {
        await this.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
        await this.page.evaluate((text) => navigator.clipboard.writeText(text), text);
        await this.editor.focus();
        await this.page.keyboard.press('ControlOrMeta+a');
        await this.page.keyboard.press('ControlOrMeta+v');
    }

    /** The whole text, as a user copies it. */
    async text(): Promise<string> {
        await this.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
        await this.editor.focus();
        await this.page.keyboard.press('ControlOrMeta+a');
        await this.page.keyboard.press('ControlOrMeta+c');
        return this.page.evaluate(() => navigator.clipboard.readText());
    }

    /** Chooses an item of a document's menu. */
    async act(about: string, item: string): Promise<void> {
        await this.page.getByRole('button', { name: `Actions for ${about}` }).click();
        await this.page.getByRole('menuitem', { name: item }).click();
    }

    /** Chooses files, as from the dialog of the browser. */
    async openFiles(...paths: string[]): Promise<void> {
        await this.page.locator('input[type=file]').setInputFiles(paths);
    }

    document(about: string): Locator {
        return this.documents.getByRole('listitem').filter({ hasText: about });
    }

    async check(): Promise<void> {
        await this.page.getByRole('button', { name: 'Check', exact: true }).click();
    }

    async create(): Promise<void> {
        await this.page.getByRole('button', { name: /^Create / }).click();
    }
}
