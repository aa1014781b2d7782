import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { program } from "../program/program.ts";
import type { ApiServer } from "./api-server.ts";

/** What a call of kubectl said. */
export interface Said {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
}

/** Calls kubectl as the bed's administrator; a failure is an answer, not an error. */
export function kubectl(server: ApiServer, ...words: string[]): Promise<Said> {
  return kubectlWith("", server, ...words);
}

/** The same, with a text for its standard input. */
export async function kubectlWith(input: string, { kubeconfig }: ApiServer, ...words: string[]): Promise<Said> {
  const [file, ...first] = program("kubectl");
  const call = promisify(execFile)(file, [...first, `--kubeconfig=${kubeconfig}`, ...words], { maxBuffer: 1 << 28 });
  call.child.stdin?.on("error", () => undefined).end(input); // it may end before it has read all: its status says why
  try {
    return { ...(await call), status: 0 };
  } catch (error) {
    const { stdout = "", stderr = "", code } = error as { stdout?: string; stderr?: string; code?: number | string };
    return { stdout, stderr: stderr || String(error), status: typeof code === "number" ? code : 1 };
  }
}

/**
 * What kubectl prints when it succeeds, as it must.
 *
 * @throws {Error} with the words and what kubectl said
 */
export async function demand(server: ApiServer, ...words: string[]): Promise<string> {
  const { status, stdout, stderr } = await kubectl(server, ...words);
  if (status !== 0) throw new Error(`Cannot run "kubectl ${words.join(" ")}": ${stderr}`);
  return stdout;
}

/**
 * Applies objects on the server's side, as the bed's administrator.
 *
 * @throws {Error} with what kubectl said
 */
export async function apply(server: ApiServer, objects: readonly object[]): Promise<void> {
  const list = JSON.stringify({ apiVersion: "v1", kind: "List", items: objects });
  const words = ["apply", "--server-side", "--force-conflicts", "--filename=-"];
  const { status, stderr } = await kubectlWith(list, server, ...words);
  if (status !== 0) throw new Error(`Cannot apply ${objects.length} objects: ${stderr}`);
}

/** An object as the API server has it. */
export interface LiveObject {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid: string;
    readonly resourceVersion: string;
    readonly generation?: number;
    readonly creationTimestamp: string;
    readonly deletionTimestamp?: string;
  };
  readonly [field: string]: unknown;
}

/**
 * Objects of some kinds.
 *
 * @param kinds as kubectl takes them, such as `deployments,services`
 * @param namespace none means every namespace
 * @throws {Error} with what kubectl said
 */
export async function listed(server: ApiServer, kinds: string, namespace?: string): Promise<LiveObject[]> {
  const where = namespace === undefined ? "--all-namespaces" : `--namespace=${namespace}`;
  const text = await demand(server, "get", kinds, where, "--output=json");
  return (JSON.parse(text) as { items: LiveObject[] }).items;
}
