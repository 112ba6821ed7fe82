// Runs in the page before anything of it: notes when rows appear, how long tasks take, how much memory there is.

/** Installs `window.__probe`. `wanted` is the number of rows of the complete list. */
export function probe(wanted) {
    const seen = { firstRow: null, complete: null, tasks: [], keys: [], memory: null, changed: 0 };
    window.__probe = seen;
    new PerformanceObserver((list) => {
        for (const { startTime, duration } of list.getEntries()) seen.tasks.push({ start: startTime, duration });
    }).observe({ type: 'longtask', buffered: true });

    // After the next paint: a frame's callback runs before it, a message posted there is delivered after it.
    const painted = (then) => requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => then(performance.now());
        port2.postMessage(null);
    });
    const once = (name) => {
        if (seen[name] !== null) return;
        seen[name] = 0;
        painted((time) => { seen[name] = time; });
    };
    const look = () => {
        seen.changed = performance.now();
        const table = document.querySelector('table[aria-rowcount]');
        if (!table?.querySelector('tbody a[href]')) return;
        once('firstRow');
        if (Number(table.getAttribute('aria-rowcount')) === wanted + 1) once('complete');
    };
    new MutationObserver(look).observe(document, {
        subtree: true, childList: true, attributes: true, attributeFilter: ['aria-rowcount'],
    });

    addEventListener('keydown', (event) => {
        const began = event.timeStamp;
        // The text is in the box when the key's input event comes; what is shown for it is painted with the frame after.
        painted((first) => painted((time) => seen.keys.push({ first: first - began, shown: time - began })));
    }, true);

    for (const name of ['instantiate', 'instantiateStreaming']) {
        const original = WebAssembly[name];
        WebAssembly[name] = async (...args) => {
            const result = await original.apply(WebAssembly, args);
            seen.memory = (result.instance ?? result).exports.memory ?? seen.memory;
            return result;
        };
    }
}
