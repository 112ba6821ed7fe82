// A gateway of the test's own: the same build under any path, the API behind any prefix, a configuration, and a
// cluster that knows only who proves who they are. Everything is passed on as it comes, upgrades included.
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import tls from 'node:tls';
import type { AddressInfo } from 'node:net';
import { environment } from './environment.ts';

/** Where a prefix leads: to the administrator's proxy, or without any credential to the API server itself. */
export type Upstream = 'admin' | 'open';

export interface Layout {
    /** Where the page is; ends in `/`. */
    page?: string;
    /** The API's prefixes, without a slash at the end; empty is the root. */
    api?: Record<string, Upstream>;
    /** What lies in config.json. */
    config?: unknown;
}

/** How a gateway that wants a sign-in of its own answers for the API: with its page and 200, or by sending one there. */
export type Portal = 'page' | 'redirect';

/** What a request of the page carried. */
export interface Passed {
    method: string;
    path: string;
    upgrade: boolean;
    authorization: string;
    subprotocol: string;
}

const ca = readFileSync(environment.authority);
const UPSTREAMS: Record<Upstream, string> = { admin: environment.api, open: environment.openApi };

const UNAUTHORIZED = JSON.stringify({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: 'Unauthorized',
    reason: 'Unauthorized',
    code: 401,
});

export class Gateway {
    /** Requests to the API that went by. */
    readonly passed: Passed[] = [];
    private readonly server: http.Server;
    private readonly sockets = new Set<net.Socket>();
    private readonly streams = new WeakSet<net.Socket>();
    private readonly page: string;
    private readonly routes: [string, Upstream][];
    private readonly config: string;
    private refused = '';
    private port = 0;
    /** At requests of which method it is cut, and how many of them are yet to come. */
    private last = { method: '', left: 0 };
    private closed: Promise<unknown> | undefined;
    private portal: Portal | undefined;
    /** Which requests wait, how many of them are let through before, and what lets those that wait go on. */
    private held: { which: (request: Passed) => boolean; left: number; waiting: (() => void)[] } | undefined;

    private constructor(layout: Layout) {
        this.page = layout.page ?? '/static/';
        // The longest prefix first: the root would take them all.
        this.routes = Object.entries(layout.api ?? { '': 'open' }).sort(([a], [b]) => b.length - a.length) as [string, Upstream][];
        this.config = JSON.stringify(layout.config ?? {});
        this.server = http.createServer((request, response) => this.answer(request, response));
        this.server.on('upgrade', (request, socket, head) => this.upgrade(request, socket as net.Socket, head));
        this.server.on('connection', (socket) => {
            this.sockets.add(socket);
            socket.on('close', () => this.sockets.delete(socket));
        });
    }

    static async start(layout: Layout = {}): Promise<Gateway> {
        const gateway = new Gateway(layout);
        await gateway.listen();
        return gateway;
    }

    async stop(): Promise<void> {
        this.cut();
        await this.closed;
    }

    /**
     * The connection is cut in the middle of what the page does: of the coming requests of a method so many get through,
     * the last of them without its answer. Nothing listens then until `mend`.
     */
    cutAfter(count: number, method: string): void {
        this.last = { method, left: count };
    }

    /** Listens again where it did. */
    async mend(): Promise<void> {
        await this.closed;
        this.closed = undefined;
        await this.listen();
    }

    private async listen(): Promise<void> {
        await new Promise<void>((listening) => this.server.listen(this.port, '127.0.0.1', listening));
        this.port = (this.server.address() as AddressInfo).port;
    }

    private cut(): void {
        this.closed ??= new Promise((stopped) => this.server.close(stopped));
        for (const socket of this.sockets) socket.destroy();
    }

    get host(): string {
        return `127.0.0.1:${this.port}`;
    }

    /** The address of a place of the console. */
    url(fragment = '', query = ''): string {
        return `http://${this.host}${this.page}${query}${fragment}`;
    }

    /** From now on a prefix leads elsewhere, as when what serves the API is started anew with another credential. */
    lead(prefix: string, upstream: Upstream): void {
        for (const route of this.routes) if (route[0] === prefix) route[1] = upstream;
        // Streams of before end.
        for (const socket of this.sockets) socket.destroy();
    }

    /** From now on a token is no longer good: requests with it get 401 and its streams end, as when it expires. */
    expire(token: string): void {
        this.refused = token;
        for (const socket of this.sockets) socket.destroy();
    }

    /** From now on, or no longer, all that is asked of the API is answered by a sign-in page; streams end. */
    signInElsewhere(portal: Portal | undefined): void {
        this.portal = portal;
        for (const socket of this.sockets) if (portal !== undefined && this.streams.has(socket)) socket.destroy();
    }

    /** Of the coming requests like these so many get through; the others wait before the API server until `release`. */
    holdAfter(count: number, which: (request: Passed) => boolean): void {
        this.held = { which, left: count, waiting: [] };
    }

    release(): void {
        const waiting = this.held?.waiting ?? [];
        this.held = undefined;
        for (const goOn of waiting) goOn();
    }

    /** How many requests wait. */
    get waiting(): number {
        return this.held?.waiting.length ?? 0;
    }

    private answer(request: http.IncomingMessage, response: http.ServerResponse): void {
        const path = request.url ?? '/';
        const file = this.file(path);
        if (file?.startsWith('config.json')) {
            response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' }).end(this.config);
            return;
        }
        const target = file === undefined ? this.api(request, path) : new URL(file, environment.page);
        if (target === undefined) {
            response.writeHead(404, { 'Content-Type': 'text/plain' }).end('404 page not found\n');
            return;
        }
        const held = file === undefined ? this.held : undefined;
        if (held?.which(passed(request)) && (held.left -= 1) < 0) {
            held.waiting.push(() => this.pass(request, response, target, true));
        } else {
            this.pass(request, response, target, file === undefined);
        }
    }

    private pass(request: http.IncomingMessage, response: http.ServerResponse, target: URL, isApi: boolean): void {
        if (isApi && this.portal !== undefined) {
            if (this.portal === 'redirect') response.writeHead(302, { Location: '/login' }).end();
            else response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>Sign in</title>');
            return;
        }
        if (this.isRefused(request)) {
            response.writeHead(401, { 'Content-Type': 'application/json' }).end(UNAUTHORIZED);
            return;
        }
        const send = target.protocol === 'https:' ? https.request : http.request;
        const isLast = this.takesLast(request);
        const upstream = send(target, { method: request.method, headers: onward(request, target), ca }, (answer) => {
            if (isLast) {
                this.cut();
                return;
            }
            response.writeHead(answer.statusCode ?? 502, answer.headers);
            answer.pipe(response);
        });
        upstream.on('error', () => response.destroy());
        response.on('close', () => upstream.destroy());
        request.pipe(upstream);
    }

    private upgrade(request: http.IncomingMessage, socket: net.Socket, head: Buffer): void {
        const target = this.api(request, request.url ?? '/');
        socket.on('error', () => socket.destroy());
        if (target === undefined || this.portal !== undefined || this.isRefused(request)) {
            socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n');
            return;
        }
        this.streams.add(socket);
        const place = { port: Number(target.port), host: target.hostname };
        const secure = target.protocol === 'https:';
        const upstream = secure ? tls.connect({ ...place, ca, ALPNProtocols: ['http/1.1'] }) : net.connect(place);
        upstream.once(secure ? 'secureConnect' : 'connect', () => {
            const headers = Object.entries({ ...request.headers, host: target.host }).map(([name, value]) => `${name}: ${value}`);
            upstream.write(`GET ${target.pathname}${target.search} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`);
            upstream.write(head);
            upstream.pipe(socket).pipe(upstream);
        });
        upstream.on('error', () => socket.destroy());
        socket.on('close', () => upstream.destroy());
    }

    /** The file of the build that a path names; the API's prefixes may lie below the page's. */
    private file(path: string): string | undefined {
        const api = this.route(path)?.[0].length ?? -1;
        return path.startsWith(this.page) && this.page.length > api + 1 ? path.slice(this.page.length) : undefined;
    }

    private route(path: string): [string, Upstream] | undefined {
        return this.routes.find(([prefix]) => path.startsWith(`${prefix}/`));
    }

    private api(request: http.IncomingMessage, path: string): URL | undefined {
        const route = this.route(path);
        if (route === undefined) return undefined;
        const [prefix, upstream] = route;
        this.passed.push(passed(request));
        return new URL(path.slice(prefix.length), UPSTREAMS[upstream]);
    }

    private takesLast(request: http.IncomingMessage): boolean {
        if (request.method !== this.last.method || this.last.left === 0) return false;
        this.last.left -= 1;
        return this.last.left === 0;
    }

    private isRefused(request: http.IncomingMessage): boolean {
        if (this.refused === '') return false;
        const encoded = Buffer.from(this.refused).toString('base64url');
        const { authorization = '', 'sec-websocket-protocol': protocol = '' } = request.headers;
        return authorization.includes(this.refused) || protocol.includes(encoded);
    }
}

function passed(request: http.IncomingMessage): Passed {
    return {
        method: request.method ?? '',
        path: request.url ?? '/',
        upgrade: request.headers.upgrade !== undefined,
        authorization: request.headers.authorization ?? '',
        subprotocol: request.headers['sec-websocket-protocol'] ?? '',
    };
}

/** The headers for the upstream: the address is its own, and a program, unlike a browser's page, has no site. */
function onward(request: http.IncomingMessage, target: URL): http.OutgoingHttpHeaders {
    const kept = Object.entries(request.headers).filter(([name]) => name !== 'origin' && name !== 'service-worker' && !name.startsWith('sec-fetch-'));
    return { ...Object.fromEntries(kept), host: target.host };
}
