import type { Chart, Size } from "cdk8s";
import type { AppTool } from "./app-tool.ts";
import type { GroupKind } from "./components/argocd/kinds.ts";
import type { Instance } from "./instance.ts";

/** What every app may ask of the lab. Each word here is honoured in every system, with no second edit. */
interface AppRequests {
  /** The join key: kebab-case, and the name of the app's file. */
  readonly name: string;
  /** Environments it runs in; a cluster runs those that it has itself. */
  readonly environments: readonly [string, ...string[]];
  /** A PostgreSQL database, its owner role, and credentials that expire, in `DATABASE_URL`, `DATABASE_HOST` ... */
  readonly database?: true;
  /** Secrets below the instance's KV prefix in Vault; `smtp` arrives as `SMTP_` and each key as it is in Vault. */
  readonly secrets?: readonly string[];
  /** Volumes on Longhorn by name, mounted at `/data/<name>`. */
  readonly volumes?: Readonly<Record<string, Size>>;
  /** Labels in the public zone, `@` for the zone itself. Production only. */
  readonly publicNames?: readonly string[];
  /** TCP ports it may reach on the Internet, such as 587 to send mail. */
  readonly internetPorts?: readonly number[];
  /** Tools that its pods may connect to: `redis` to cache, `pgbouncer` to pool connections, `ollama` to ask a model. */
  readonly tools?: readonly AppTool[];
}

/** An app whose manifests come from this repository. */
export interface NativeApp extends AppRequests {
  /**
   * Image with its first tag: `erp:1.0.0` lies in the lab's own registry and organisation, `ghcr.io/team/app:1.0.0`
   * elsewhere. `images.yaml` of a cluster overrides the tag.
   */
  readonly image: string;
  /** Builds the workload of one instance. Called once per cluster and environment; must be pure. */
  readonly resources: (chart: Chart, instance: Instance) => void;
}

/**
 * An app that brings its own Helm chart in `chart/` of its own Gitea repository, with `values.yaml` and one
 * `values-<environment>.yaml` each. Namespace, secrets and policies still come from here.
 */
export interface ChartApp extends AppRequests {
  readonly chart: true;
  /** Kinds its project may contain beyond the usual namespaced ones. */
  readonly kinds?: readonly GroupKind[];
}

export type AppDefinition = NativeApp | ChartApp;

/** Declares an app. Nothing is checked here: all apps are checked together, so that all errors arrive together. */
export function defineApp(definition: NativeApp): NativeApp;
export function defineApp(definition: ChartApp): ChartApp;
export function defineApp(definition: AppDefinition): AppDefinition {
  return definition;
}
