import { describe, expect, test } from "vitest";
import { sampleCluster } from "../../platform/testing/sample-instance.ts";
import { keepsakeNamed } from "./restore.ts";

describe("keepsakeNamed()", () => {
  test("finds what one host keeps", () => {
    expect(keepsakeNamed(sampleCluster, { name: "gitea" })).toMatchObject({ node: "pi2", paths: ["/srv/lab/gitea"] });
  });

  test("names all that there is, when there is no such thing", () => {
    expect(() => keepsakeNamed(sampleCluster, { name: "gitae" })).toThrow(
      'Cannot restore "gitae": there are secrets, step-ca, k3s, gitea',
    );
  });

  test("asks for the host of what every host has", () => {
    expect(() => keepsakeNamed(sampleCluster, { name: "secrets" })).toThrow(
      'Cannot restore "secrets": pi1, pi2 all have it, say which with --host',
    );
    expect(keepsakeNamed(sampleCluster, { name: "secrets", host: "pi2" }).node).toBe("pi2");
  });
});
