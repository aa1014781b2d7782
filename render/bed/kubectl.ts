import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { ApiServer } from "./api-server.ts";
import { program } from "./program.ts";

/** What a call of kubectl said. */
export interface Said {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
}

/** Calls kubectl as the bed's administrator; a failure is an answer, not an error. */
export async function kubectl({ kubeconfig }: ApiServer, ...words: string[]): Promise<Said> {
  const [file, ...first] = program("kubectl");
  try {
    const said = await promisify(execFile)(file, [...first, `--kubeconfig=${kubeconfig}`, ...words], {
      maxBuffer: 1 << 28,
    });
    return { ...said, status: 0 };
  } catch (error) {
    const { stdout = "", stderr = "", code } = error as { stdout?: string; stderr?: string; code?: number | string };
    return { stdout, stderr: stderr || String(error), status: typeof code === "number" ? code : 1 };
  }
}
