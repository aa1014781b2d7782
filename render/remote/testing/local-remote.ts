import { spawn } from "node:child_process";
import { once } from "node:events";
import { holdProcess } from "../hold-process.ts";
import { type Holdable, RemoteFailure } from "../remote.ts";

export interface LocalRemoteOptions {
  /** Folder with programs that stand in for those of the machine. */
  readonly programs?: string;
  /** Folders that stand in for those of the machine, in scripts and in their input: `/var/lib/lab` to a temporary one. */
  readonly folders?: Readonly<Record<string, string>>;
}

export interface LocalRemote extends Holdable {
  hangUp(): Promise<void>;
}

/** For tests: runs scripts on this machine, by its `sh`, as who runs the test. To hang up ends those that go on. */
export function localRemote({ programs, folders = {} }: LocalRemoteOptions = {}): LocalRemote {
  let connection = new AbortController();
  let held: Promise<unknown>[] = [];
  const here = (text: string) => Object.entries(folders).reduce((rest, [from, to]) => rest.replaceAll(from, to), text);
  const there = (text: string) => Object.entries(folders).reduce((rest, [from, to]) => rest.replaceAll(to, from), text);
  return {
    name: "here",
    run: async (script, { input = "", timeoutSeconds = 60 } = {}) => {
      const path = programs === undefined ? process.env.PATH : `${programs}:${process.env.PATH}`;
      const child = spawn("sh", ["-c", here(script)], {
        env: { ...process.env, PATH: path },
        timeout: timeoutSeconds * 1000,
      });
      const output = { out: "", err: "" };
      child.stdout.setEncoding("utf8").on("data", text => {
        output.out += text;
      });
      child.stderr.setEncoding("utf8").on("data", text => {
        output.err += text;
      });
      child.stdin.on("error", () => undefined); // a script may end before it has read all
      child.stdin.end(typeof input === "string" ? here(input) : input);
      const [status] = (await once(child, "close")) as [number | null];
      if (status !== 0) throw new RemoteFailure(there(`status ${status}: ${output.err}`), status ?? undefined);
      return there(output.out);
    },
    async hold(script) {
      const options = { input: "", signal: connection.signal, limitMilliseconds: 60_000 };
      const { said, ended } = holdProcess("sh", ["-c", here(script)], options);
      held.push(ended);
      const line = await said;
      if (line === undefined) throw new RemoteFailure((await ended).stderr, undefined);
      return { said: line, ended: ended.then(() => undefined) };
    },
    async hangUp() {
      connection.abort();
      connection = new AbortController();
      await Promise.all(held);
      held = [];
    },
  };
}
