import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Host } from "../../../platform/hosts/host.ts";
import { localRemote } from "../../remote/testing/local-remote.ts";
import type { HostAt } from "../host-at.ts";

/** Folders of a host that lie in the temporary folder of a test. */
const FOLDERS = ["/var/lib/lab", "/etc/lab", "/etc/systemd/system", "/usr/local/bin", "/srv/lab", "/boot"];

/** For tests: this machine as a host, with folders of its own and the programs of the host that a test gives it. */
export interface HostHere extends HostAt {
  /** Where a path of the host lies on this machine. */
  path(path: string): string;
  read(path: string): string;
  write(path: string, text: string): void;
  /** Puts a program in front of those of this machine; it appends its words to what `calls` returns. */
  program(name: string, script?: string): void;
  calls(): string[];
  readonly said: string[];
}

/** Owner of what a test makes, which only root could give away. */
export const OWNER = `${id("-un")}:${id("-gn")}`;

function id(word: string): string {
  return execFileSync("id", [word], { encoding: "utf8" }).trim();
}

export function hostHere(host: Partial<Host>, secrets: Readonly<Record<string, string>> = {}): HostHere {
  const folder = mkdtempSync(join(tmpdir(), "host-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const programs = join(folder, "programs");
  const folders = Object.fromEntries(FOLDERS.map(path => [path, join(folder, path)]));
  for (const path of [programs, ...Object.values(folders)]) mkdirSync(path, { recursive: true });
  const calls = join(folder, "calls");
  const path = (of: string) => join(folder, of);
  const here: HostHere = {
    host: { ...NOTHING, ...host },
    remote: localRemote({ programs, folders }),
    kubectl: () => Promise.reject(new Error("there is no cluster")),
    secrets: new Map(Object.entries(secrets)),
    ask: async () => undefined,
    say: line => here.said.push(line),
    said: [],
    path,
    read: file => readFileSync(path(file), "utf8"),
    write: (file, text) => {
      mkdirSync(join(path(file), ".."), { recursive: true });
      writeFileSync(path(file), text);
    },
    program: (name, script = "") => {
      writeFileSync(join(programs, name), `#!/bin/sh\necho "${name} $*" >>${calls}\n${script}`);
      chmodSync(join(programs, name), 0o755);
    },
    calls: () => (existsSync(calls) ? readFileSync(calls, "utf8").trimEnd().split("\n") : []),
  };
  here.program("systemctl");
  here.program("journalctl");
  return here;
}

const NOTHING: Host = {
  cluster: "lab",
  name: "pi1",
  address: "192.168.1.201",
  architecture: "arm64",
  login: { user: "pi" },
  timeZone: "UTC",
  packages: [],
  kernelArguments: [],
  firmware: [],
  disks: [],
  users: [],
  folders: [],
  files: [],
  programs: [],
  secrets: [],
  units: [],
};
