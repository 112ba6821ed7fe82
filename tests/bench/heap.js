// How much memory the page holds after everything that could be collected was.
import { apart } from './trace.js';

export async function heap(page) {
    return apart(page, async () => {
        const session = await page.context().newCDPSession(page);
        await session.send('HeapProfiler.enable');
        // What a finalizer lets go of is collected the second time.
        await session.send('HeapProfiler.collectGarbage');
        await session.send('HeapProfiler.collectGarbage');
        const { usedSize } = await session.send('Runtime.getHeapUsage');
        const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
        await session.detach();
        const wasm = await page.evaluate(() => window.__probe.memory?.buffer.byteLength);
        if (!wasm) throw new Error('the memory of the WebAssembly was not found');
        return { js: usedSize, wasm, total: usedSize + wasm, nodes, listeners: jsEventListeners };
    });
}
