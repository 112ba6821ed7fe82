// The sets that the tests create.
import type { KubeObject } from './cluster.ts';

/** What differs from a plain set. */
export interface Shape {
    replicas?: number;
    image?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    /** Each pod waits until the test opens its gate, so that a test sees a set become ready ordinal by ordinal. */
    gated?: boolean;
}

export function statefulSet(name: string, shape: Shape = {}): KubeObject {
    const labels = { app: name, ...shape.labels };
    return {
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        metadata: { name, labels, annotations: shape.annotations },
        spec: {
            replicas: shape.replicas ?? 1,
            serviceName: name,
            selector: { matchLabels: { app: name } },
            template: {
                metadata: { labels },
                spec: {
                    schedulingGates: shape.gated ? [{ name: 'ordinal.test/gate' }] : undefined,
                    terminationGracePeriodSeconds: 1,
                    containers: [{ name: 'main', image: shape.image ?? 'registry.example/main:1.0' }],
                },
            },
        },
    };
}
