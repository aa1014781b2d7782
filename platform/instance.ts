import type { Size } from "cdk8s";
import type { Cluster } from "../clusters/lab.ts";
import type { AppTool } from "./app-tool.ts";

/** One app in one environment on one cluster: what an app's `resources` receives. */
export interface Instance {
  readonly cluster: Cluster;
  readonly app: string;
  readonly environment: string;
  /** The join key by the elision rule: `erp`, `erp-sandbox`. Also its namespace. */
  readonly name: string;
  /** Full image reference; empty for an app with its own chart. */
  readonly image: string;
  /** Image that the app's file names, where `images.yaml` of the cluster replaces its tag. */
  readonly firstImage?: string;
  /** Host inside the lab: `erp-sandbox.arcodange.lab`. */
  readonly host: string;
  /** Hosts in the public zone; empty outside production and where the cluster has no zone. */
  readonly publicHosts: readonly string[];
  readonly database: boolean;
  readonly secrets: readonly string[];
  readonly volumes: Readonly<Record<string, Size>>;
  readonly internetPorts: readonly number[];
  /** Tools that its pods may connect to. */
  readonly tools: readonly AppTool[];
}
