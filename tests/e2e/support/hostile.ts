// Objects that mean harm: each text stands in every place where the API server takes free text. Each ends in a word of
// its own, so that a test sees whether the whole of it can be reached.
import type { KubeObject } from './cluster.ts';

/** What a text would do if it ran. */
const RUN = 'window.__pwned=true;document.title=`pwned`';

/** A text, and how its last word is written. */
export interface Hostile {
    name: string;
    text: string;
    end: string;
}

const hostile = (name: string, text: string): Hostile => ({ name, text: `${text} end-of-${name}`, end: `end-of-${name}` });

export const TEXTS: Hostile[] = [
    hostile('markup', `<img src=x onerror="${RUN}"><script>${RUN}</script><svg onload="${RUN}"><style>*{display:none}</style>`),
    hostile('escape', `"></td></tr></table><iframe srcdoc="<script>parent.${RUN}</script>"></iframe><!--`),
    hostile('link', `javascript:${RUN} [a](javascript:${RUN}) http://evil.test/?a=1 data:text/html,<script>${RUN}</script>`),
    hostile('template', `{{constructor.constructor("${RUN}")()}} \${${RUN}} %s %n ../../../etc/passwd '; drop table pods; --`),
    hostile('override', 'safe\u202Egnp.exe\u2066\u2067\u200F reversed'),
    hostile('unseen', 'ad\u200Bmin\u2060\uFEFF\u00AD\u3164\u3164\u3164 \u{E0041}\u{E0042} name'),
    hostile('controls', 'bell\u0007 back\b\b\b esc\u001B[31m del\u007F next\u0085 line\u2028 return\rover'),
    hostile('accents', `z${'\u0301\u0489\u035C'.repeat(60)}algo${'\u0E47'.repeat(80)}`),
    hostile('leftwards', 'מסד הנתונים של ההזמנות 123 قاعدة بيانات'),
    hostile('emoji', '👩‍👩‍👧‍👦🏴‍☠️☸️🇺🇦👍🏽 𝕌𝕟𝕚𝕔𝕠𝕕𝕖 ﷽﷽﷽ 長い名前'),
    hostile('unbroken', 'W'.repeat(3000)),
    hostile('endless', 'all work and no play '.repeat(240)),
];

/** The longest that a label's value and most names may be. */
const LONGEST = 'n'.repeat(61);

/** A set with the text wherever the API server takes it. Its pods are never scheduled, so their status stays. */
export function hostileSet({ name, text }: Hostile): KubeObject {
    const labels = { app: name, [`${'p'.repeat(60)}.test/${LONGEST}`]: `${LONGEST}-v` };
    const [from, to] = ['\u202A', '\u202C'];
    return {
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        metadata: {
            name: `h-${name}`,
            labels,
            annotations: {
                'kubesphere.io/alias-name': `${from}${text}${to}`,
                'kubesphere.io/description': text.repeat(Math.max(1, Math.floor(100_000 / text.length / 4))),
                'kubernetes.io/change-cause': text,
                'hostile.test/json': JSON.stringify({ deep: Array.from({ length: 40 }).reduce((inner) => ({ inner, text }), {}) }).slice(0, 20_000),
            },
            ownerReferences: [{ apiVersion: 'hostile.test/v1', kind: text.slice(0, 500), name: text.slice(0, 500), uid: '0-0-0' }],
        },
        spec: {
            replicas: 2,
            podManagementPolicy: 'Parallel',
            serviceName: `h-${name}`,
            selector: { matchLabels: { app: name } },
            template: {
                metadata: { labels: { app: name }, annotations: { 'hostile.test/text': text } },
                spec: {
                    schedulingGates: [{ name: 'ordinal.test/gate' }],
                    terminationGracePeriodSeconds: 0,
                    volumes: [{ name: LONGEST, hostPath: { path: `/${text.replaceAll('..', '')}` } }],
                    containers: [
                        {
                            name: LONGEST,
                            image: `registry.example/${text}`,
                            command: [text],
                            args: [text, text],
                            env: [{ name: `${name.toUpperCase()}<b>`, value: text }],
                            volumeMounts: [{ name: LONGEST, mountPath: `/${text.replaceAll(':', ';').replaceAll('..', '')}` }],
                        },
                    ],
                },
            },
        },
    };
}

/** What a controller and a kubelet that mean harm would write into the status of a set and of a pod. */
export function hostileStatus({ text }: Hostile): { set: unknown; pod: unknown } {
    const words = { reason: text.slice(0, 1000), message: text };
    return {
        set: { status: { conditions: [{ type: text, status: 'True', ...words }] } },
        pod: {
            status: {
                phase: 'Pending',
                ...words,
                conditions: [{ type: 'Ready', status: 'False', ...words }],
                containerStatuses: [
                    { name: LONGEST, image: text, imageID: text, ready: false, restartCount: 9, state: { waiting: words }, lastState: { terminated: { exitCode: 1, ...words } } },
                ],
            },
        },
    };
}

/** An event about an object. */
export function hostileEvent({ name, text }: Hostile, about: KubeObject): KubeObject {
    const { namespace, uid } = about.metadata;
    return {
        metadata: { name: `h-${name}.1`, namespace },
        involvedObject: { kind: 'StatefulSet', namespace, name: about.metadata.name, uid, apiVersion: 'apps/v1', fieldPath: text },
        type: 'Warning',
        reason: text.slice(0, 1000),
        message: text,
        source: { component: text.slice(0, 500), host: text.slice(0, 500) },
        count: 7,
        firstTimestamp: '2026-11-21T08:00:00Z',
        lastTimestamp: '2026-11-21T09:00:00Z',
    };
}
