import { describe, expect, test } from "vitest";
import { sampleCluster } from "../../testing/sample-instance.ts";
import { settings } from "./settings.ts";

const kms = { project: "home", location: "europe-west9", keyRing: "lab", key: "vault" };

function withSeal(unseal: "kms" | "timer" | "hand"): string {
  return settings({ ...sampleCluster, vault: { ...sampleCluster.vault, unseal, kms } });
}

describe("settings()", () => {
  test("leaves the key to people or to a timer, whose way is the same, unless a cloud has it", () => {
    expect(withSeal("hand")).not.toContain("seal ");
    expect(withSeal("timer")).toBe(withSeal("hand"));
  });

  test("names the key that unseals it, where a cloud has it", () => {
    expect(withSeal("kms")).toContain('seal "gcpckms"');
    for (const value of Object.values(kms)) expect(withSeal("kms")).toContain(`= "${value}"`);
  });

  test("believes what is said of the asker from inside the cluster only", () => {
    expect(settings(sampleCluster)).toContain(
      `x_forwarded_for_authorized_addrs      = "${sampleCluster.networks.pods}"`,
    );
  });
});
