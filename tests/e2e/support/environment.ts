// What `cargo xtask test e2e` tells the tests.

function need(name: string): string {
    const value = process.env[name];
    if (!value) throw new Error(`${name} is not set: run the end-to-end tests with "cargo xtask test e2e [NAME]"`);
    return value;
}

export const environment = {
    /** The page, ending in `/static/`, behind the front that can break connections. */
    page: need('ORDINAL_PAGE'),
    /** The fault controls of that front. */
    control: need('ORDINAL_CONTROL'),
    /** The API through a `kubectl proxy` of its own, which no fault touches. */
    api: need('ORDINAL_API'),
    /** The API server itself, which knows only who proves who they are. */
    openApi: need('ORDINAL_OPEN_API'),
    /** The certificate of who vouches for it. */
    authority: need('ORDINAL_AUTHORITY'),
    /** Which build it is: `release`, which is in parts, or `quick`, which is not. */
    build: need('ORDINAL_BUILD'),
    /** The browser. */
    chromium: need('ORDINAL_CHROMIUM'),
    /** Where the JSON report goes. */
    report: need('ORDINAL_REPORT'),
};
