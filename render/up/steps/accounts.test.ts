import { platform } from "node:process";
import { describe, expect, test } from "vitest";
import { hostHere } from "../testing/host-here.ts";
import { accounts } from "./accounts.ts";

const USERS = [{ name: "lab-runner", home: "/var/lib/runner", groups: ["podman", "kvm"] }];

/** A host with this entry among its accounts. */
function hostWith(entry: string, groups = ""): ReturnType<typeof hostHere> {
  const on = hostHere({ users: USERS });
  on.program("getent", entry && `[ "$1" = group ] || echo '${entry}'; [ "$*" != "group kvm" ]`);
  if (entry === "") on.program("getent", "exit 2");
  on.program("id", `echo '${groups}'`);
  for (const program of ["useradd", "usermod", "groupadd"]) on.program(program);
  return on;
}

describe.skipIf(platform !== "linux")("accounts", () => {
  test("that are right are left alone", async () => {
    const on = hostWith("lab-runner:x:997:997::/var/lib/runner:/usr/sbin/nologin", "lab-runner kvm podman");
    expect(await accounts.check(on)).toEqual([]);
  });

  test("that are missing are made without a shell", async () => {
    const on = hostWith("");
    expect(await accounts.check(on)).toEqual(["account lab-runner is missing"]);
    await accounts.do(on);
    expect(on.calls().find(call => call.startsWith("useradd"))).toMatch(
      /--system .*--home-dir \/var\/lib\/runner .*nologin/,
    );
  });

  test("get the groups that they lack, which are made where they are missing", async () => {
    const on = hostWith("lab-runner:x:997:997::/var/lib/runner:/usr/sbin/nologin", "lab-runner podman");
    expect(await accounts.check(on)).toEqual(["account lab-runner is not in kvm"]);
    await accounts.do(on);
    expect(on.calls()).toContain("groupadd --system kvm");
    expect(on.calls()).toContain("usermod --append --groups kvm lab-runner");
  });
});
