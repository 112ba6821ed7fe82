// Another web page in the same browser: it is served from a port of its own on this machine, and tries what a page can.
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the page was answered, in its own words. */
export interface Attempts {
    /** A request that the page may send anywhere, and what it could read of it. */
    fetched: string;
    /** What a socket of the API said: its first message, or why there was none. */
    socket: string;
    /** Whether an image, a script or a style of the API loaded. */
    loaded: string[];
}

const HTML = '<!doctype html><title>Stranger</title><p>A page that somebody visits.</p>';

export class Stranger {
    private constructor(private readonly server: http.Server) {}

    static async start(): Promise<Stranger> {
        const server = http.createServer((_, response) => {
            response.setHeader('content-type', 'text/html');
            response.end(HTML);
        });
        await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
        return new Stranger(server);
    }

    /** Its address under a name of this machine: another port of the console's host is the same site, another name is not. */
    url(host: '127.0.0.1' | 'localhost'): string {
        return `http://${host}:${(this.server.address() as AddressInfo).port}/`;
    }

    async stop(): Promise<void> {
        await new Promise((resolve) => {
            this.server.close(resolve);
            this.server.closeAllConnections();
        });
    }
}

/** Runs in the stranger's page: reads what it can below `origin`. */
export async function attack({ origin, written }: { origin: string; written: { path: string; body: string } }): Promise<Attempts> {
    const secrets = `${origin}/api/v1/secrets`;
    const answer = (work: Promise<unknown>) => work.then(String, (error) => String(error));
    const fetched = await answer(fetch(secrets).then((response) => response.text()));
    await answer(fetch(origin + written.path, { method: 'POST', mode: 'no-cors', body: new Blob([written.body]) }));
    const socket = await new Promise<string>((resolve) => {
        const stream = new WebSocket(`${secrets.replace('http', 'ws')}?watch=1`);
        stream.onmessage = (message) => resolve(`message: ${String(message.data).slice(0, 100)}`);
        stream.onopen = () => resolve('open');
        stream.onclose = () => resolve('closed');
    });
    const loaded: string[] = [];
    for (const tag of ['img', 'script', 'iframe'] as const) {
        const element = document.createElement(tag);
        const loads = new Promise<boolean>((resolve) => {
            element.onload = () => resolve(true);
            element.onerror = () => resolve(false);
        });
        element.src = tag === 'iframe' ? `${origin}/static/` : secrets;
        document.body.append(element);
        // A frame that is refused loads all the same, as the browser's own page, which nobody can read.
        if ((await loads) && tag !== 'iframe') loaded.push(tag);
    }
    return { fetched, socket, loaded };
}
