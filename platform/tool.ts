import type { Chart, Size } from "cdk8s";
import type { Cluster } from "../clusters/lab.ts";
import type { Alert } from "./alert.ts";
import { type Component, defineComponent } from "./component.ts";
import { TOOLS_NAMESPACE } from "./components/foundation/namespaces.ts";
import type { Declared } from "./declared.ts";
import { hostname } from "./naming.ts";
import type { Secrets } from "./secrets/origin.ts";
import { type Reach, ToolTenant } from "./shapes/tool-tenant.ts";
import { toolSecretPaths } from "./tool-secrets.ts";

/** What a tool may ask of the lab: the words of an app, and those that only a tool needs. */
export interface ToolRequests {
  /** The join key: kebab-case, name of its folder, of its pods' label, of its route below the lab's domain. */
  readonly name: string;
  /** A route on `<name>.<domain>` for people of the lab. */
  readonly route?: ToolRoute;
  /** A PostgreSQL database, its owner role, and credentials that expire, in the Secret `<name>-database`. */
  readonly database?: true;
  /**
   * Secrets below the tool's KV prefix in Vault, with the origin of each key; `admin` of Grafana arrives as the Secret
   * `grafana-admin`.
   */
  readonly secrets?: Secrets | ((cluster: Cluster) => Secrets);
  /** Volumes on Longhorn: `data` of Grafana is the claim `grafana-data`. */
  readonly volumes?: Readonly<Record<string, ToolVolume>>;
  /** Whom its pods may connect to, beside the cluster's names; whoever is connected to lets them in. */
  readonly reaches?: readonly Reach[];
  /** When a person must know. */
  readonly alerts?: (cluster: Cluster) => readonly Alert[];
}

export interface ToolRoute {
  /** Port of the Service `<name>`: its number or its name. */
  readonly port: number | string;
  /** Who asks for a password: the tool itself, or Traefik, for users in the secret `users`, one `name:hash` a line. */
  readonly login: "own" | "traefik";
}

export interface ToolVolume {
  readonly size: Size;
  /** Class of `storage.classes`; default: the cluster's default class. */
  readonly storageClass?: string;
  /** Why nobody would miss it: it is not backed up. Absent: it is. */
  readonly noBackup?: string;
}

export interface ToolDefinition extends ToolRequests {
  /** What it is, in the order of the guidebook. */
  readonly resources: (chart: Chart, tool: Tool) => void;
}

/** A tool on one cluster: what its `resources` receives. */
export interface Tool {
  readonly cluster: Cluster;
  readonly name: string;
  readonly namespace: string;
  /** Host inside the lab: `grafana.arcodange.lab`. */
  readonly host: string;
  readonly declared: Declared;
}

/**
 * Declares a tool: a service beside the apps, in the namespace `tools`. It runs on clusters that list it in `tools`.
 *
 * From its requests follow a service account, its secrets, volumes, route, and the network policies of its pods, which
 * carry the label `app.kubernetes.io/name` with its name.
 */
export function defineTool({ resources, ...requests }: ToolDefinition): Component {
  return defineComponent({
    name: requests.name,
    class: "tool",
    namespace: TOOLS_NAMESPACE,
    requests,
    secrets: cluster => toolSecretPaths(requests, cluster),
    ...(requests.alerts && { alerts: requests.alerts }),
    resources(chart, cluster, declared) {
      const { name } = requests;
      const tool = { cluster, name, namespace: TOOLS_NAMESPACE, host: hostname(name, cluster.domain), declared };
      new ToolTenant(chart, "tenant", { ...requests, cluster, namespace: TOOLS_NAMESPACE, host: tool.host });
      resources(chart, tool);
    },
  });
}
