// Breaking the page's connection, through the control port of the front (xtask/front/src/control.rs).
import { environment } from './environment.ts';

/** The faults that can hold together; see `Plan` in xtask/front/src/faults.rs. */
export interface Plan {
    only?: string;
    proxyGone?: boolean;
    badGateway?: boolean;
    unauthorized?: boolean;
    refuseUpgrades?: boolean;
    bufferStreams?: boolean;
    delay?: number;
    throttle?: number;
    throttleStatus?: 429 | 503;
    goneAtHandshake?: number;
    goneInStream?: boolean;
    cutAfter?: number;
    stall?: boolean;
    bookmarks?: 'honest' | 'repeated' | 'late';
}

/** A request that the page made. */
export interface Logged {
    number: number;
    method: string;
    path: string;
    upgrade: boolean;
    status: number;
}

async function control(method: string, path: string, body?: unknown): Promise<any> {
    const response = await fetch(environment.control + path, {
        method,
        body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text);
}

export class Faults {
    private serverStopped = false;

    async inject(plan: Plan): Promise<void> {
        await control('POST', '/faults', plan);
    }

    async heal(): Promise<void> {
        await control('DELETE', '/faults');
    }

    /** The page's requests after a number. */
    async log(after = 0): Promise<Logged[]> {
        return control('GET', `/log?after=${after}`);
    }

    /** The number of the latest request, to look only at what follows. */
    async mark(): Promise<number> {
        return (await this.log()).at(-1)?.number ?? 0;
    }

    /** The addresses of the page's open streams. */
    async streams(): Promise<string[]> {
        return control('GET', '/streams');
    }

    async stopApiServer(): Promise<void> {
        this.serverStopped = true;
        await control('POST', '/apiserver/stop');
    }

    /** Returns when the API server is ready again. */
    async startApiServer(): Promise<void> {
        await control('POST', '/apiserver/start');
        this.serverStopped = false;
    }

    /** Leaves an honest front and a running API server, whatever the test did. */
    async restore(): Promise<void> {
        await this.heal();
        if (this.serverStopped) await this.startApiServer();
    }
}
