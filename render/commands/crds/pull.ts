import { Command } from "commander";
import pc from "picocolors";
import { clusters } from "../../../clusters/index.ts";
import { components } from "../../../platform/components/index.ts";
import { cacheFolder } from "../../crds/cache.ts";
import { type Pulled, pull } from "../../crds/pull.ts";
import { pullable } from "../../crds/pullable.ts";
import { columns } from "../../terminal/columns.ts";
import { counted } from "./counted.ts";

export const pullCommand = new Command("pull")
  .summary("fetch them into the cache of your user")
  .description(
    "Fetches the files with the CRDs of every pinned version, and those with Kubernetes' own kinds, into the cache of your\n" +
      "user, and keeps those whose SHA-256 is the one in platform/components/<component>/definitions.ts, or for Kubernetes\n" +
      "in render/crds/kubernetes.ts. For a version without one it prints what to add. Every rendering is then validated\n" +
      "against them.",
  )
  .argument("[component...]", "only of these components, or of kubernetes (default: of all)")
  .option("--from <place>", "take them from this folder or URL, in which they lie as in UPSTREAM_DIR")
  .action(async (names: string[], { from }: { from?: string }) => {
    const pulled = await pull(pullable(components, clusters, names), { cache: cacheFolder(), mirror: from });
    console.log(columns(pulled.map(row)).join("\n"));
    const problems = pulled.flatMap(({ problems }) => problems);
    if (problems.length > 0) throw new Error(`\n${problems.join("\n")}`);
  });

const STYLES: Readonly<Record<Pulled["outcome"], (text: string) => string>> = {
  pulled: pc.green,
  cached: pc.dim,
  refused: pc.red,
};

function row({ release: { component, version, definitions }, outcome }: Pulled): string[] {
  return [STYLES[outcome](outcome), component, version, counted(definitions.files.length)];
}
