import { platform } from "node:process";
import { describe, expect, test } from "vitest";
import type { HostSecret } from "../../platform/hosts/host.ts";
import type { HostAt } from "./host-at.ts";
import { gatherSecrets } from "./kept-secrets.ts";
import { hostHere } from "./testing/host-here.ts";

const NAME = "postgres/superuser";
const FILE = `/etc/lab/secrets/${NAME}`;
const atHome = (home: string): HostSecret => ({ name: NAME, origin: "made", home, what: "a password" });

function host(
  name: string,
  kept: string | undefined,
  secrets: readonly HostSecret[],
  all: Map<string, string>,
): HostAt {
  const here = hostHere({ name, secrets });
  if (kept !== undefined) here.write(FILE, kept);
  return { ...here, secrets: all };
}

describe.skipIf(platform !== "linux")("gatherSecrets()", () => {
  test.each(["pi2", "pi3"])(
    "takes the value of a secret's home, whatever an earlier home has, when %s comes first",
    async first => {
      const all = new Map<string, string>();
      const hosts = [host("pi2", "old", [], all), host("pi3", "new", [atHome("pi3")], all)];
      for (const at of hosts.sort(
        (one, other) => Number(other.host.name === first) - Number(one.host.name === first),
      )) {
        await gatherSecrets([at]);
      }
      expect(all.get(NAME)).toBe("new");
    },
  );

  test("takes a secret along from its earlier home, when its service has moved", async () => {
    const all = new Map<string, string>();
    await gatherSecrets([host("pi3", undefined, [atHome("pi3")], all), host("pi2", "old", [], all)]);
    expect(all.get(NAME)).toBe("old");
  });
});
