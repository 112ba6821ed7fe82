// Changes at a steady rate, straight through the API: pods that stop being ready and are ready again, each with the
// count of its set, as kubelet and controller write them.
import http from 'node:http';
import { url } from './environment.js';

const agent = new http.Agent({ keepAlive: true, maxSockets: 12 });

function request(method, path, body) {
    return new Promise((resolve, reject) => {
        const headers = body ? { 'Content-Type': 'application/merge-patch+json' } : {};
        const sent = http.request(url + path, { method, agent, headers }, (response) => {
            const chunks = [];
            response.on('data', (chunk) => chunks.push(chunk));
            response.on('error', reject);
            response.on('end', () => {
                const text = Buffer.concat(chunks).toString();
                if (response.statusCode < 300) resolve(JSON.parse(text));
                else reject(new Error(`${method} ${path}: ${response.statusCode} ${text}`));
            });
        });
        sent.on('error', reject);
        sent.end(body && JSON.stringify(body));
    });
}

/** All sets as the server has them. */
export async function truth() {
    return (await request('GET', '/apis/apps/v1/statefulsets?pretty=false')).items;
}

function pod(set, ordinal, ready) {
    const { name, namespace } = set.metadata;
    const condition = (type) => ({ type, status: ready ? 'True' : 'False', lastTransitionTime: new Date().toISOString().replace(/\.\d+/, '') });
    const others = ['Initialized', 'PodScheduled'].map((type) => ({ type, status: 'True' }));
    const conditions = [...others, condition('ContainersReady'), condition('Ready')];
    return request('PATCH', `/api/v1/namespaces/${namespace}/pods/${name}-${ordinal}/status`, { status: { conditions } });
}

function counts(set, ready) {
    const { name, namespace } = set.metadata;
    const status = { readyReplicas: ready, availableReplicas: ready };
    return request('PATCH', `/apis/apps/v1/namespaces/${namespace}/statefulsets/${name}/status`, { status });
}

/** A random number below `limit`, the same in each run. */
function dice() {
    let state = 20_261_121;
    return (limit) => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        return Math.floor((state / 2 ** 32) * limit);
    };
}

/** Two changes at a time: one of a pod, one of its set. */
export class Churn {
    constructor(sets) {
        this.sets = sets.filter(({ spec, status }) => spec.replicas > 0 && status.readyReplicas === spec.replicas);
        this.down = new Set();
        this.done = 0;
        this.roll = dice();
        this.pending = new Set();
    }

    /** Makes `rate` changes a second until told to stop. */
    start(rate) {
        this.began = performance.now();
        this.timer = setInterval(() => {
            const due = ((performance.now() - this.began) / 1000) * rate;
            while (this.done + 2 <= due) this.step();
        }, 10);
    }

    step() {
        const set = this.sets[this.roll(this.sets.length)];
        const last = set.spec.replicas - 1;
        const ready = this.down.has(set);
        if (ready) this.down.delete(set);
        else this.down.add(set);
        this.done += 2;
        // One after the other for each set, or its last change need not be the last that arrives.
        const before = set.change ?? Promise.resolve();
        const change = before.then(() => Promise.all([pod(set, last, ready), counts(set, ready ? last + 1 : last)]));
        set.change = change;
        this.pending.add(change);
        change.then(() => this.pending.delete(change), (error) => { this.failed = error; });
    }

    /** Stops, and waits for what is under way. Returns how many changes a second there were. */
    async stop() {
        clearInterval(this.timer);
        const seconds = (performance.now() - this.began) / 1000;
        await Promise.all(this.pending);
        if (this.failed) throw this.failed;
        return this.done / seconds;
    }
}
