import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A program that reads YAML as Kubernetes does and prints JSON. */
export interface KubernetesReader {
  readonly command: readonly [program: string, ...words: string[]];
}

/**
 * kubectl where it is on PATH, else the small program beside this file, built by Go: both read with sigs.k8s.io/yaml,
 * as the API server and Argo CD do.
 *
 * @returns undefined where there is neither
 */
export function kubernetesReader(): KubernetesReader | undefined {
  if (spawnSync("kubectl", ["version", "--client"]).status === 0) {
    // --local keeps kubectl from asking a server
    return { command: ["kubectl", "annotate", "--local", "--dry-run=client", "--output=json", "--filename=-", "a=b"] };
  }
  if (spawnSync("go", ["version"]).status !== 0) return undefined;
  const program = join(mkdtempSync(join(tmpdir(), "oracle-")), "oracle");
  const folder = fileURLToPath(new URL(".", import.meta.url));
  const { status, stderr } = spawnSync("go", ["build", "-o", program, "."], { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw new Error(`Cannot build the oracle in ${folder}: ${stderr}`);
  return { command: [program] };
}

/** @throws {Error} with what the program says, when it cannot read the text */
export function readBack({ command: [program, ...words] }: KubernetesReader, text: string): unknown {
  const { error, status, stdout, stderr } = spawnSync(program, words, {
    input: text,
    encoding: "utf8",
    maxBuffer: 2 ** 29,
    env: { ...process.env, KUBECONFIG: "/dev/null" },
  });
  if (error !== undefined || status !== 0) {
    throw new Error(`Cannot read back what emit() wrote: ${program} says "${error?.message ?? stderr.slice(0, 500)}"`);
  }
  return JSON.parse(stdout);
}
