import { plainText } from "./plain-text.ts";
import type { Run } from "./run-tofu.ts";

/**
 * A line of the machine-readable interface of `plan` and `apply`, as far as it is read here.
 *
 * @see https://opentofu.org/docs/internals/machine-readable-ui/
 */
export interface Message {
  readonly type: string;
  readonly "@message": string;
  readonly diagnostic?: {
    readonly severity: string;
    readonly summary: string;
    readonly detail?: string;
    readonly address?: string;
  };
  readonly hook?: { readonly resource: { readonly addr: string }; readonly action: string };
}

/** What a line says; undefined for one that is no message. */
export function messageOf(line: string): Message | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return JSON.parse(line) as Message;
  } catch {
    return undefined;
  }
}

/** The errors of a run as text, whether it printed messages or, before it could, plain lines in a frame. */
export function errorsOf({ stdout, stderr }: Pick<Run, "stdout" | "stderr">): string {
  const diagnostics = stdout.split("\n").flatMap(line => messageOf(line)?.diagnostic ?? []);
  const errors = diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ address, summary, detail }) => [address, summary, detail].filter(part => part).join(": "));
  const plain = [...stdout.split("\n").filter(line => messageOf(line) === undefined), ...stderr.split("\n")];
  return plainText(errors.length > 0 ? errors.join("\n") : withoutFrame(plain));
}

/** From the first error on. */
function withoutFrame(lines: readonly string[]): string {
  const bare = lines.map(line => line.replace(/^[╷│╵] ?/, "").trimEnd()).filter(line => line !== "");
  const first = bare.findIndex(line => line.startsWith("Error"));
  return bare.slice(Math.max(first, 0)).join("\n");
}
