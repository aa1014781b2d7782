import { Construct } from "constructs";
import type { Instance } from "../instance.ts";
import { type Container, Deployment, type Volume, type VolumeMount } from "../kubernetes.ts";
import { AdmitPrometheus } from "./admit-prometheus.ts";
import { DATABASE_SECRET } from "./database-credentials.ts";
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

export interface WebAppProps extends Instance, ProcessProps, WatchedProps {}

/**
 * One HTTP process behind Traefik, with the database, secrets and volumes of its instance.
 *
 * Always one replica and `Recreate`: a Longhorn volume cannot attach to the old and the new pod at once, and most
 * household software expects to be alone. A process that scales out is another shape, not a flag on this one.
 * Volumes lie at `/data/<name>`; everything else of the root file system is read-only but `/tmp`.
 */
export class WebApp extends Construct {
  constructor(scope: Construct, id: string, props: WebAppProps) {
    super(scope, id);
    const labels = selectorLabels(props.app);
    new Deployment(this, "deployment", {
      metadata: { name: props.app, labels },
      spec: {
        replicas: 1,
        revisionHistoryLimit: 2,
        strategy: { type: "Recreate" },
        selector: { matchLabels: labels },
        template: {
          metadata: podMetadata(props),
          spec: {
            ...hardenedPod(props),
            containers: [
              {
                ...hardenedContainer(props),
                ...environment(props),
                volumeMounts: [scratch.mount, ...Object.keys(props.volumes).map(mount)],
              },
            ],
            volumes: [scratch.volume, ...Object.keys(props.volumes).map(volume)],
          },
        },
      },
    });
    new HttpService(this, "http", props);
    if (props.metricsPath !== undefined) new AdmitPrometheus(this, "metrics", { namespace: props.name });
  }
}

function environment({ database, secrets }: Instance): Pick<Container, "envFrom"> {
  const names = [...(database ? [DATABASE_SECRET] : []), ...secrets];
  if (names.length === 0) return {};
  return {
    envFrom: names.map(name => ({ prefix: `${name.toUpperCase().replaceAll("-", "_")}_`, secretRef: { name } })),
  };
}

function mount(name: string): VolumeMount {
  return { name, mountPath: `/data/${name}` };
}

function volume(name: string): Volume {
  return { name, persistentVolumeClaim: { claimName: name } };
}
