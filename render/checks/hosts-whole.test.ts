import { describe, expect, test } from "vitest";
import type { Host } from "../../platform/hosts/host.ts";
import { hostsOf } from "../../platform/hosts/host-of.ts";
import { sampleCluster } from "../../platform/testing/sample-instance.ts";
import { misfits } from "./hosts-whole.ts";

const empty: Host = {
  ...{ cluster: "home", name: "pi1", address: "192.168.1.11", architecture: "arm64", login: { user: "admin" } },
  ...{ timeZone: "Europe/Paris", packages: [], kernelArguments: [], firmware: [], disks: [], users: [], folders: [] },
  ...{ files: [], programs: [], secrets: [], units: [] },
};
const secret = { name: "k3s/token", home: "pi1", origin: "made", what: "joins nodes" } as const;
const problems = (host: Partial<Host>) => misfits({ ...empty, ...host }, ["pi1"]).map(({ problem }) => problem);

describe("hosts-whole", () => {
  test("accepts a host whose parts fit together", () => {
    const file = { path: "/etc/lab/token", content: "@@k3s/token@@\n", mode: "0600", restarts: ["k3s.service"] };
    const unit = { path: "/etc/systemd/system/k3s.service", content: "[Service]\n" };
    const units = [{ name: "k3s.service", stage: "k3s" as const }];
    expect(problems({ files: [file, unit], secrets: [secret], units })).toEqual([]);
  });

  test("accepts every host of a valid cluster", () => {
    for (const host of hostsOf(sampleCluster)) expect(misfits(host, Object.keys(sampleCluster.nodes))).toEqual([]);
  });

  test("finds a file that two parts write", () => {
    const file = { path: "/etc/hosts", content: "" };
    expect(problems({ files: [file, file] })).toEqual(["two parts write it"]);
  });

  test("finds a mark of a secret that the host does not have", () => {
    expect(problems({ files: [{ path: "/a", content: "@@k3s/tokem@@", mode: "0600" }] })).toEqual([
      'it holds "k3s/tokem", which is no secret of the host',
    ]);
  });

  test.each([undefined, "0644", "0604", "0755"])("finds a secret in a file of mode %s", mode => {
    const file = { path: "/a", content: "@@k3s/token@@", ...(mode !== undefined && { mode }) };
    expect(problems({ files: [file], secrets: [secret] })).toEqual(["it holds a secret and everybody may read it"]);
  });

  test("finds a unit of ours without a file, and lets packages bring theirs", () => {
    const units = [
      { name: "lab-gitea.service", stage: "services" as const },
      { name: "iscsid.service", stage: "base" as const },
    ];
    expect(problems({ units })).toEqual(["it is to run and has no file"]);
  });

  test("finds a restart of what is no unit of the host, and a secret without a home", () => {
    expect(problems({ files: [{ path: "/a", content: "", restarts: ["k3s.service"] }] })).toEqual([
      'it restarts "k3s.service", which is no unit of the host',
    ]);
    expect(problems({ secrets: [{ ...secret, home: "pi9" }] })).toEqual(['its home "pi9" is no host']);
  });
});
