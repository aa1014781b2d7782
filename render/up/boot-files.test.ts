import { describe, expect, test } from "vitest";
import { lacking, withArguments, withSettings } from "./boot-files.ts";

const LINE = "console=serial0,115200 console=tty1 root=PARTUUID=4d3-02 rootfstype=ext4 fsck.repair=yes rootwait\n";

describe("withArguments()", () => {
  test("appends what is missing to the one line, in its order", () => {
    expect(withArguments(LINE, ["cgroup_memory=1", "rootwait", "cgroup_enable=memory"])).toBe(
      `${LINE.trimEnd()} cgroup_memory=1 cgroup_enable=memory\n`,
    );
  });

  test("leaves a line that has them all as it is, to the last space", () => {
    const line = "a  cgroup_memory=1 b";
    expect(withArguments(line, ["cgroup_memory=1"])).toBe(line);
  });

  test("takes no part of a word for the word", () => {
    expect(lacking("xcgroup_memory=1 cgroup_memory=10", ["cgroup_memory=1"])).toEqual(["cgroup_memory=1"]);
  });
});

describe("withSettings()", () => {
  const config = "# For more options see\ndtparam=audio=on\n\n[cm4]\notg_mode=1\n";

  test("adds a block that holds for every model", () => {
    expect(withSettings(config, ["kernel=kernel8.img"])).toBe(
      `${config}\n# lab: begin\n[all]\nkernel=kernel8.img\n# lab: end\n`,
    );
  });

  test("finds its block again, and leaves what stands around it", () => {
    const once = withSettings(config, ["kernel=kernel8.img"]);
    expect(withSettings(once, ["kernel=kernel8.img"])).toBe(once);
    expect(withSettings(once, ["kernel=other.img"])).toBe(once.replace("kernel8", "other"));
    expect(withSettings(once, [])).toBe(config);
  });

  test("closes a last line that has no end", () => {
    expect(withSettings("arm_64bit=1", ["a=1"])).toBe("arm_64bit=1\n\n# lab: begin\n[all]\na=1\n# lab: end\n");
  });
});
