import { describe, expect, test } from "vitest";
import { sequence, sequenceOfHosts } from "./sequence.ts";

const names = sequence.map(({ step }) => step.name);
const place = (name: string) => names.indexOf(name);

describe("sequence", () => {
  test("calls no two steps by the same name, by which --from and --only know them", () => {
    expect([...new Set(names)]).toEqual(names);
  });

  test("has a limit, and an undo or the reason why there is none, for each step", () => {
    for (const { step } of sequence) {
      expect(step.limitSeconds, step.name).toBeGreaterThan(0);
      expect(step.undo, step.name).toMatch(/\S+ \S+/);
    }
  });

  test.each([
    ["reach", "packages"],
    ["secrets", "files"],
    ["disks", "services"],
    ["root-certificate", "services"],
    ["services", "k3s-server"],
    ["programs", "k3s-server"],
    ["k3s-server", "k3s-agents"],
    ["k3s-agents", "argocd"],
    ["registry-login", "k3s-again"],
    ["argocd", "vault"],
    ["vault", "vault-stack"],
  ])("takes %s before %s", (first, second) => {
    expect(place(first)).toBeGreaterThanOrEqual(0);
    expect(place(first)).toBeLessThan(place(second));
  });

  test("makes nodes of some hosts without a step that needs the others", () => {
    const ofHosts = sequenceOfHosts.map(({ step }) => step.name);
    expect(ofHosts.at(-1)).toBe("k3s-agents");
    expect(ofHosts).not.toContain("root-certificate");
  });
});
