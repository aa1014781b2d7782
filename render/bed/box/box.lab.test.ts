import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { createServer } from "node:net";
import { basename } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { LabCopy, startLab } from "../../testing/lab-copy.ts";
import { eventually } from "../eventually.ts";
import { giteaApi } from "../servers/gitea-api.ts";
import type { GitAccess } from "../servers/gitea-repositories.ts";
import type { Box } from "./box.ts";

let copy: LabCopy;
let box: StartedBox | undefined;

beforeAll(() => {
  copy = new LabCopy();
  copy.commit();
});
afterEach(async () => {
  box?.process.kill("SIGTERM");
  await box?.exit;
});
afterAll(() => copy.dispose());

test("Ctrl-C amid the first sync, however often, leaves no process, and the box is its own until then", async () => {
  mkdirSync(copy.path(".box"));
  copy.write(".box/box.json", '{"cluster":"arcod'); // as a full disk or a power cut leaves it
  box = startBox();
  await box.says(/^[1-9]\d* of \d+ Applications are synced/m);
  const other = copy.lab("box", "start", "--fresh");
  expect(other.status).toBe(2);
  expect(other.stderr).toContain(`Cannot start a box: process ${box.process.pid} runs the one in .box/`);

  expect(processesBelow(copy.folder).length).toBeGreaterThan(8);
  for (const _ of [1, 2, 3]) box.process.kill("SIGINT");
  expect(await box.exit).toBe(0);
  expect(processesBelow(copy.folder)).toEqual([]);
  expect(box.said).not.toContain("Every Application is synced");
  expect(copy.lab("box", "push").stderr).toContain("Cannot push: no lab in a box runs");
});

test("a second start goes on: same passwords, a taken port gives way, and git takes what Gitea got meanwhile", async () => {
  const before = logins();
  const facts = JSON.parse(copy.read(".box/box.json")) as Box;
  const intruder = createServer().listen(facts.argocdPort, "127.0.0.1");
  await once(intruder, "listening");
  copy.write(".box/lab/.git/index.lock", ""); // of a git that was killed
  box = startBox();
  await box.says(/^kubectl /m);
  intruder.close();
  expect(logins().map(({ login }) => login)).toEqual(before.map(({ login }) => login));
  expect(box.said).toContain(`Port ${facts.argocdPort} is taken meanwhile, Argo CD moves to `);
  expect(logins()[0]?.address).toBe(before[0]?.address);
  expect(logins()[1]?.address).not.toBe(before[1]?.address);

  const { url, certificate, token } = JSON.parse(copy.read(".box/access.json")) as GitAccess;
  const api = giteaApi(url, certificate, token);
  const content = Buffer.from("by hand\n").toString("base64");
  await api("POST", "/repos/arcodange-org/lab/contents/note.txt", { content, message: "docs: a note by hand" });
  const { status, stdout, stderr } = copy.lab("box", "push");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toMatch(/in the box's Gitea:\n {2}\w+ docs: a note by hand\nPushed /);
  expect(await api("GET", "/repos/arcodange-org/lab")).toMatchObject({ has_actions: false, private: true });

  const [kwok] = processesBelow(copy.path(".box")).filter(({ program }) => program === "kwok");
  process.kill(kwok?.pid ?? Number.NaN, "SIGKILL");
  expect(await box.exit).toBe(2);
  const log = readFileSync(copy.path(".box/kwok.log"), "utf8").trimEnd().split("\n").at(-1);
  expect(box.said).toContain("kwok ended\n");
  expect(box.said).toContain(`${log}\n\nA part of the box died, and the others are stopped.`);
  expect(processesBelow(copy.folder)).toEqual([]);
});

interface StartedBox {
  readonly process: ChildProcess;
  /** All that it printed. */
  readonly said: string;
  /** Its exit code. */
  readonly exit: Promise<number | null>;
  /** Waits until it has printed such text. */
  says(text: RegExp): Promise<void>;
}

function startBox(): StartedBox {
  const child = startLab(copy.folder, ["box", "start"]);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (chunk: string) => {
      said += chunk;
    });
  }
  return {
    process: child,
    exit: once(child, "close").then(([code]) => code),
    get said() {
      return said;
    },
    async says(text) {
      await eventually(`the box says ${text}`, async () =>
        text.test(said) || child.exitCode !== null ? undefined : said,
      );
      expect(said).toMatch(text);
    },
  };
}

/** `Gitea    https://…/  name  password` of each server. */
function logins(): { address: string; login: string }[] {
  const lines = copy.read(".box/logins").trimEnd().split("\n");
  return lines.map(line => {
    const [, address = "", login = ""] = /(https?:\S+) {2}(.+)$/.exec(line) ?? [];
    return { address, login };
  });
}

/** Every process of this machine that works in a folder or is called with it. */
function processesBelow(folder: string): { pid: number; program: string }[] {
  const pids = readdirSync("/proc").filter(name => /^\d+$/.test(name) && name !== String(process.pid));
  return pids.flatMap(pid => {
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
      const isBelow = [readlinkSync(`/proc/${pid}/cwd`), ...words].some(text => text.includes(folder));
      return isBelow ? [{ pid: Number(pid), program: basename(words[0] ?? "") }] : [];
    } catch {
      return []; // it has ended meanwhile
    }
  });
}
