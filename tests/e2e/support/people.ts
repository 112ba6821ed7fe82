// People with a token and no client certificate: service accounts of the test's namespace, with exactly the rights
// that the test gives them through real RBAC.
import { expect } from '@playwright/test';
import { Namespace, request } from './cluster.ts';

/** A rule as it stands in a Role. */
export interface Rule {
    apiGroups: string[];
    resources: string[];
    verbs: string[];
    /** Only objects of these names. */
    resourceNames?: string[];
}

export interface Person {
    /** As the API server calls them. */
    username: string;
    token: string;
}

const RBAC = '/apis/rbac.authorization.k8s.io/v1';
const READ = ['get', 'list', 'watch'];

/** Reads everything that a page of sets shows. */
export const VIEW: Rule[] = [
    { apiGroups: ['apps'], resources: ['statefulsets', 'controllerrevisions'], verbs: READ },
    { apiGroups: [''], resources: ['pods', 'events', 'services', 'persistentvolumeclaims'], verbs: READ },
];

/** And changes sets. */
export const EDIT: Rule[] = [
    ...VIEW,
    { apiGroups: ['apps'], resources: ['statefulsets'], verbs: ['create', 'update', 'patch', 'delete'] },
    { apiGroups: ['apps'], resources: ['statefulsets/scale'], verbs: ['get', 'update', 'patch'] },
];

/** A person who may do this in the namespace and nothing anywhere else. */
export async function person(namespace: Namespace, name: string, rules: Rule[]): Promise<Person> {
    const accounts = `/api/v1/namespaces/${namespace.name}/serviceaccounts`;
    await request('POST', accounts, { metadata: { name } });
    const username = `system:serviceaccount:${namespace.name}:${name}`;
    await admit(namespace, username, rules);
    return { username, token: await token(namespace, name) };
}

/** Lets a person do this in one more namespace. */
export async function admit(namespace: Namespace, username: string, rules: Rule[]): Promise<void> {
    const [home, name] = username.split(':').slice(-2);
    await request('POST', `${RBAC}/namespaces/${namespace.name}/roles`, { metadata: { name }, rules });
    await request('POST', `${RBAC}/namespaces/${namespace.name}/rolebindings`, {
        metadata: { name },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
        subjects: [{ kind: 'ServiceAccount', name, namespace: home }],
    });
}

/** Another token of the same person. The least that the API server grants is ten minutes. */
export async function token(namespace: Namespace, name: string, seconds = 3600): Promise<string> {
    const path = `/api/v1/namespaces/${namespace.name}/serviceaccounts/${name}/token`;
    return (await request('POST', path, { spec: { expirationSeconds: seconds } })).status.token;
}

/** A token that can be taken back: it is good for as long as a Secret is there. */
export async function revocable(namespace: Namespace, name: string): Promise<{ token: string; revoke: () => Promise<void> }> {
    const secret = await namespace.create('secrets', { metadata: { name: `${name}-session` } });
    const boundObjectRef = { apiVersion: 'v1', kind: 'Secret', name: secret.metadata.name, uid: secret.metadata.uid };
    const path = `/api/v1/namespaces/${namespace.name}/serviceaccounts/${name}/token`;
    const { token } = (await request('POST', path, { spec: { expirationSeconds: 3600, boundObjectRef } })).status;
    const isGood = async () => (await request('POST', '/apis/authentication.k8s.io/v1/tokenreviews', { spec: { token } })).status.authenticated === true;
    const revoke = async () => {
        await request('DELETE', `/api/v1/namespaces/${namespace.name}/secrets/${secret.metadata.name}`);
        // The API server remembers for some seconds that it was good.
        await expect.poll(isGood, { timeout: 30_000 }).toBe(false);
    };
    return { token, revoke };
}
