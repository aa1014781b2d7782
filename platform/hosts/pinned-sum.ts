import type { Cluster } from "../../clusters/lab.ts";
import type { Program } from "./host.ts";

/** What a program that hosts download must be, as far as the facts pin it. */
export function pinnedSum(
  { versions }: Cluster,
  component: string,
  architecture: "arm64" | "amd64",
): Pick<Program, "sha256"> {
  const sha256 = versions[component]?.sha256?.[architecture];
  return sha256 === undefined ? {} : { sha256 };
}
