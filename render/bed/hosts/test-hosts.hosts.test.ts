import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { outcomeOf } from "./outcome.ts";
import { PASSWORD, type TestHosts, testHosts } from "./test-hosts.ts";

const OPTIONS = ["-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=accept-new", "-o", "ConnectTimeout=5"];

describe("testHosts()", () => {
  let lab: TestHosts;
  let startSeconds: number;

  beforeAll(async () => {
    const start = performance.now();
    lab = await testHosts({ sudo: "password" });
    startSeconds = (performance.now() - start) / 1000;
  });

  afterAll(() => lab?.stop());

  const ssh = (name: string, script: string, input = "") =>
    outcomeOf("ssh", [...OPTIONS, `pi@${lab.host(name).address}`, script], input);

  test("boots every host of the lab soon", () => {
    console.log(`three hosts answered after ${startSeconds.toFixed(1)} s`);
    expect(startSeconds).toBeLessThan(30);
    expect([...lab.hosts.keys()]).toEqual(["pi1", "pi2", "pi3"]);
  });

  test("makes machines that differ, run well, and let in by key", async () => {
    const look = (name: string) => ssh(name, "cat /etc/machine-id; systemctl is-system-running --wait");
    const seen = (await Promise.all([...lab.hosts.keys()].map(look))).map(({ stdout }) => stdout);
    expect(new Set(seen).size).toBe(3);
    for (const output of seen) expect(output).toContain("running");
  });

  test("asks for the password of sudo", async () => {
    expect((await ssh("pi1", "sudo -n true")).stderr).toContain("password is required");
    expect((await ssh("pi1", "sudo -S -p '' id -u", `${PASSWORD}\n`)).stdout).toBe("0\n");
  });

  test("restarts from within, with the words of cmdline.txt", async () => {
    const host = lab.host("pi2");
    await host.inside("sed -i 's/$/ cgroup_enable=memory/' /boot/firmware/cmdline.txt");
    expect((await ssh("pi2", "cat /proc/cmdline")).stdout).not.toContain("cgroup_enable=memory");
    await host.inside("systemctl reboot");
    await host.untilStarted(2);
    expect((await ssh("pi2", "cat /proc/cmdline")).stdout).toContain("rootwait cgroup_enable=memory");
    expect(lab.host("pi1").starts).toBe(1);
  });

  test("installs packages from its own repository, and none when the Internet is away", async () => {
    const host = lab.host("pi1");
    await host.inside("apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq curl");
    expect(await host.inside("curl --version")).toContain("curl 8");
    await lab.outside.disconnect();
    expect((await host.tryInside("curl --max-time 3 http://192.168.1.1/debian/Packages.gz")).status).not.toBe(0);
    await lab.outside.connect();
  });

  test("takes a file system on its disk, and has it after a power cut", async () => {
    const host = lab.host("pi3");
    const [disk] = host.disks;
    await host.inside(`mkfs.ext4 -q -L lab-longhorn ${disk} && mount ${disk} /mnt && touch /mnt/here && sync`);
    await host.cut();
    expect((await ssh("pi3", "true")).status).toBe(255);
    await host.powerOn();
    expect(await host.inside("mount LABEL=lab-longhorn /mnt && ls /mnt")).toContain("here");
  });

  test("fills its disk, and gives it its size again", async () => {
    const host = lab.host("pi1");
    const fill = "head -c 1000000 /dev/zero > /var/full";
    host.leaveFree(100);
    expect((await host.tryInside(fill)).stderr).toContain("No space left");
    host.leaveFree();
    await host.inside(`${fill} && rm /var/full`);
  });
});
