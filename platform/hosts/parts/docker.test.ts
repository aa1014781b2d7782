import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import { hostOf } from "../host-of.ts";

const canUnshare = spawnSync("unshare", ["--net", "iptables", "--list"]).status === 0;
const host = hostOf(arcodange, "pi2");
const [dropIn] = host.files.filter(({ path }) => path.startsWith("/etc/systemd/system/docker.service.d/"));
const command = /^ExecStartPost=(.*)$/m.exec(dropIn?.content ?? "")?.[1] ?? "";

test("docker is started anew with what opens the machine to pods' traffic, and has the program for it", () => {
  expect(dropIn?.restarts).toEqual(["docker.service"]);
  expect(command).toMatch(/^\/usr\/sbin\/iptables /);
  expect(host.packages).toContain("iptables");
});

test("docker is given no word that its version does not know, for it would not start", () => {
  const [file] = host.files.filter(({ path }) => path === "/etc/docker/daemon.json");
  const words = Object.keys(JSON.parse(file?.content ?? ""));
  const known = ["live-restore", "log-driver", "log-opts", "ip", "ip-forward", "default-address-pools"];
  expect(words.filter(word => !known.includes(word))).toEqual([]); // `ip-forward-no-drop` is of 28.0
});

describe.skipIf(!canUnshare)("with iptables in a network of its own (skipped where that needs more rights),", () => {
  test("what follows Docker's start undoes what Docker's first one has left", () => {
    const script = `iptables --policy FORWARD DROP && ${command} && iptables --list-rules FORWARD`;
    const { stdout, stderr } = spawnSync("unshare", ["--net", "sh", "-c", script], { encoding: "utf8" });
    expect(stdout + stderr).toBe("-P FORWARD ACCEPT\n");
  });
});
