import { Construct } from "constructs";
import type { Instance } from "../instance.ts";
import { Deployment, PodDisruptionBudget } from "../kubernetes.ts";
import { AdmitPrometheus } from "./admit-prometheus.ts";
import { HttpService } from "./http-service.ts";
import {
  hardenedContainer,
  hardenedPod,
  type ProcessProps,
  podMetadata,
  scratch,
  selectorLabels,
  type WatchedProps,
} from "./process.ts";

export interface StaticSiteProps extends Instance, ProcessProps, WatchedProps {}

/**
 * Files served by a web server that keeps nothing: two replicas on different nodes, replaced one after the other, so
 * that a node can go away without anybody outside noticing.
 */
export class StaticSite extends Construct {
  constructor(scope: Construct, id: string, props: StaticSiteProps) {
    super(scope, id);
    const labels = selectorLabels(props.app);
    new Deployment(this, "deployment", {
      metadata: { name: props.app, labels },
      spec: {
        replicas: 2,
        revisionHistoryLimit: 2,
        strategy: {
          type: "RollingUpdate",
          rollingUpdate: { maxUnavailable: 1, maxSurge: 1 },
        },
        selector: { matchLabels: labels },
        template: {
          metadata: podMetadata(props),
          spec: {
            ...hardenedPod(props),
            topologySpreadConstraints: [
              {
                maxSkew: 1,
                topologyKey: "kubernetes.io/hostname",
                whenUnsatisfiable: "ScheduleAnyway", // a lab of one node still serves
                labelSelector: { matchLabels: labels },
              },
            ],
            containers: [{ ...hardenedContainer(props), volumeMounts: [scratch.mount] }],
            volumes: [scratch.volume],
          },
        },
      },
    });
    new PodDisruptionBudget(this, "budget", {
      metadata: { name: props.app },
      spec: { maxUnavailable: 1, selector: { matchLabels: labels } },
    });
    new HttpService(this, "http", props);
    if (props.metricsPath !== undefined) new AdmitPrometheus(this, "metrics", { namespace: props.name });
  }
}
