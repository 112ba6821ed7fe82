// The cluster as the tests see it: straight to the API server, so that what a page shows can be compared with
// what is, whatever happens to the page's own connection.
import { environment } from './environment.ts';

/** A Kubernetes object, as far as the tests look into it. */
export interface KubeObject {
    apiVersion?: string;
    kind?: string;
    metadata: { name: string; namespace?: string; uid?: string; resourceVersion?: string; [key: string]: unknown };
    spec?: any;
    status?: any;
    [key: string]: unknown;
}

/** A request the API server refused, with its Status. */
export class Refused extends Error {
    readonly code: number;

    constructor(method: string, path: string, code: number, body: string) {
        super(`${method} ${path}: ${code} ${body}`);
        this.code = code;
    }
}

export async function request(method: string, path: string, body?: unknown, type = 'application/json'): Promise<any> {
    const response = await fetch(environment.api + path, {
        method,
        headers: body === undefined ? {} : { 'Content-Type': type },
        body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Refused(method, path, response.status, text);
    return text === '' ? undefined : JSON.parse(text);
}

const sets = (namespace: string) => `/apis/apps/v1/namespaces/${namespace}/statefulsets`;
const pods = (namespace: string) => `/api/v1/namespaces/${namespace}/pods`;

/** One namespace of the test cluster. */
export class Namespace {
    readonly name: string;

    constructor(name: string) {
        this.name = name;
    }

    static async create(name: string): Promise<Namespace> {
        await request('POST', '/api/v1/namespaces', { metadata: { name, labels: { 'ordinal.test/e2e': 'true' } } });
        return new Namespace(name);
    }

    /** A namespace beside this one, which whoever made it removes. */
    async another(): Promise<Namespace> {
        return Namespace.create(`${this.name}-2`);
    }

    /** Asks for deletion; the cluster finishes it by itself. */
    async remove(): Promise<void> {
        await request('DELETE', `/api/v1/namespaces/${this.name}`);
    }

    async createSet(set: KubeObject): Promise<KubeObject> {
        return request('POST', sets(this.name), set);
    }

    async sets(): Promise<KubeObject[]> {
        return (await request('GET', sets(this.name))).items;
    }

    async set(name: string): Promise<KubeObject> {
        return request('GET', `${sets(this.name)}/${name}`);
    }

    /** Whether the set is there; any answer but "found" and "not found" is an error. */
    async hasSet(name: string): Promise<boolean> {
        try {
            await this.set(name);
            return true;
        } catch (error) {
            if (error instanceof Refused && error.code === 404) return false;
            throw error;
        }
    }

    async scale(name: string, replicas: number): Promise<void> {
        const path = `${sets(this.name)}/${name}/scale`;
        await request('PATCH', path, { spec: { replicas } }, 'application/merge-patch+json');
    }

    async patchSet(name: string, patch: unknown): Promise<KubeObject> {
        return request('PATCH', `${sets(this.name)}/${name}`, patch, 'application/merge-patch+json');
    }

    async deleteSet(name: string): Promise<void> {
        await request('DELETE', `${sets(this.name)}/${name}`);
    }

    async pods(): Promise<KubeObject[]> {
        return (await request('GET', pods(this.name))).items;
    }

    async patchPodStatus(pod: string, patch: unknown): Promise<void> {
        await request('PATCH', `${pods(this.name)}/${pod}/status`, patch, 'application/merge-patch+json');
    }

    async patchPod(pod: string, patch: unknown): Promise<void> {
        await request('PATCH', `${pods(this.name)}/${pod}`, patch, 'application/merge-patch+json');
    }

    /** Lets a pod that was created with scheduling gates (support/workloads.ts) start. */
    async openGate(pod: string): Promise<void> {
        await this.patchPod(pod, { spec: { schedulingGates: null } });
    }

    /** Gives a role of support/people.ts other rules. */
    async setRole(name: string, rules: unknown): Promise<void> {
        const path = `/apis/rbac.authorization.k8s.io/v1/namespaces/${this.name}/roles/${name}`;
        await request('PATCH', path, { rules }, 'application/merge-patch+json');
    }

    /** Creates any object of the core group. */
    async create(plural: string, object: KubeObject): Promise<KubeObject> {
        return request('POST', `/api/v1/namespaces/${this.name}/${plural}`, object);
    }
}

/** "ready/wanted" of a set, as the list shows it. */
export function readiness(set: KubeObject): string {
    return `${set.status?.readyReplicas ?? 0} / ${set.spec.replicas}`;
}
