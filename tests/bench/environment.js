// What `cargo xtask bench` tells the measurement.

function need(name) {
    const value = process.env[name];
    if (!value) throw new Error(`${name} is not set: measure with "cargo xtask bench"`);
    return value;
}

/** A `kubectl proxy`: the API at its root, the build and the bare page below /static/. */
export const url = need('ORDINAL_BENCH_URL');
export const chromium = need('ORDINAL_BENCH_CHROMIUM');
/** Where the measurements go, as JSON. */
export const out = need('ORDINAL_BENCH_OUT');
export const sets = Number(need('ORDINAL_BENCH_SETS'));
/** How often each page is loaded. */
export const rounds = Number(need('ORDINAL_BENCH_ROUNDS'));
/** For how long changes are streamed. */
export const seconds = Number(need('ORDINAL_BENCH_SECONDS'));
