import { join } from "node:path";
import { stackFolder, variablesFile } from "../../../platform/naming.ts";
import { stacks } from "../../../platform/tofu/index.ts";
import type { Lab } from "../../checks/rule.ts";
import { repositoryFolder } from "../../repository.ts";
import { type HclProvider, hclProviders } from "../../tofu/hcl-providers.ts";

/** A stack of OpenTofu, as one cluster has it. */
export interface InventoriedStack {
  readonly name: string;
  readonly makes: string;
  readonly needs: readonly string[];
  readonly providers: readonly HclProvider[];
  /** Names of what its providers log in with, at the source of secrets: `gitea/token`. */
  readonly credentials: readonly string[];
  /** Bucket and prefix of its state: `arcodange-tf/arcodange/gitea`. */
  readonly state: string;
  readonly folder: string;
  /** File of its rendered variables. */
  readonly variables: string;
  /** Whether this cluster has what it makes: one without a public zone has no stack for it. */
  readonly exists: boolean;
}

/** Every stack, in an order in which each comes after those that it needs. */
export function stacksOfLab({ cluster }: Lab): InventoriedStack[] {
  return stacks.map(({ name, makes, needs, credentials, exists }) => ({
    ...{ name, makes, needs },
    providers: hclProviders(join(repositoryFolder, stackFolder(name))),
    credentials: [...new Set(Object.values(credentials))],
    state: `${cluster.buckets.state}/${cluster.name}/${name}`,
    folder: stackFolder(name),
    variables: variablesFile(cluster.name, name),
    exists: exists?.(cluster) ?? true,
  }));
}
