import type { Cluster } from "../../../clusters/lab.ts";
import type { Declared } from "../../declared.ts";
import { CRDS_REPOSITORY } from "../../naming.ts";

/** Account of a program in Gitea, and all that it may do. */
export interface Account {
  /** Shown in Gitea. */
  readonly purpose: string;
  /** What it may do with which repository of the lab's organisation. */
  readonly repositories: Readonly<Record<string, Right>>;
  /** What it may do with the organisation's images and other packages; nothing when absent. */
  readonly packages?: Right;
  /** Starts workflows of this repository, without a right to its code. */
  readonly starts_workflows?: true;
}

export type Right = "read" | "write";

/** The account in whose name a workflow merges what the gate has seen, where nothing but image tags changes. */
export const MERGER = "bump";

/**
 * Accounts of programs, by name.
 *
 * A right to write is one to every branch that is not protected: Gitea knows no other but by protecting the branch, and
 * whom that lets in can then neither force a push nor delete the branch, as the Image Updater and its workflow do.
 */
export function accountsOf({ gitea }: Cluster, { instances, components }: Declared): Readonly<Record<string, Account>> {
  const lab = gitea.repository;
  const charts = instances.filter(({ image }) => image === "").map(({ app }) => app);
  const deployed = [lab, CRDS_REPOSITORY, ...charts];
  return {
    argocd: {
      purpose: "Argo CD reads what it deploys",
      repositories: Object.fromEntries(deployed.map(name => [name, "read"])),
    },
    [MERGER]: { purpose: "Merges newer images that passed the gate", repositories: { [lab]: "write" } },
    ci: {
      purpose: "Workflows of apps push the images that they built, and propose them",
      repositories: {},
      packages: "write",
      starts_workflows: true,
    },
    nodes: { purpose: "Nodes pull images", repositories: {}, packages: "read" },
    ...(components.some(({ name }) => name === "site") && {
      site: { purpose: "The site of the guidebook reads its pages", repositories: { [lab]: "read" } },
    }),
    ...(components.some(({ name }) => name === "argocd-image-updater") && {
      "image-updater": {
        purpose: "The Image Updater proposes newer images",
        repositories: { [lab]: "write" },
        packages: "read",
      },
    }),
  };
}
