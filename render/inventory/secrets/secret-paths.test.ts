import { describe, expect, test } from "vitest";
import { VAULT_MOUNTS } from "../../../platform/components/vault-secrets-operator/api.ts";
import { vaultReaders } from "../../../platform/components/vault-secrets-operator/readers.ts";
import { objectsOf } from "../../checks/rule.ts";
import { declaredSecrets } from "../../secrets/declared-secrets.ts";
import { declaredLab } from "../../testing/declared-lab.ts";
import { secretPathsAbout, secretPathsOf } from "./secret-paths.ts";
import { readersAt } from "./secret-readers.ts";

describe("secretPathsOf()", () => {
  test("has every secret that the lab declares, and every user of a database", async () => {
    const lab = await declaredLab();
    const paths = secretPathsOf(lab).map(({ path }) => path);
    for (const { path } of declaredSecrets(lab)) expect(paths).toContain(`${VAULT_MOUNTS.kv}/${path}`);
    for (const name of ["erp", "erp-sandbox", "plausible"]) expect(paths).toContain(`postgres/creds/${name}`);
    expect(new Set(paths).size).toBe(paths.length);
  });

  test("has every object of the operator among the arrivals", async () => {
    const lab = await declaredLab();
    const objects = [...objectsOf(lab)].filter(({ object }) => /^Vault(Static|Dynamic)Secret$/.test(object.kind));
    const arrivals = secretPathsOf(lab).flatMap(secret => secret.arrivals);
    expect(arrivals).toHaveLength(objects.length);
  });

  test("lets the policies of Vault and the objects of the cluster say the same", async () => {
    const lab = await declaredLab();
    for (const { path, readers, arrivals } of secretPathsOf(lab)) {
      const roles = new Set(arrivals.map(({ role }) => role));
      const logins = new Set(readers.flatMap(({ role, login }) => ("account" in login ? role : [])));
      expect([...logins].sort(), path).toEqual([...roles].sort());
    }
    const objects = [...objectsOf(lab)].map(({ object }) => object);
    for (const { role, paths } of vaultReaders(objects)) {
      const reads = Object.entries(paths).flatMap(([path, capabilities]) =>
        capabilities.includes("read") ? path : [],
      );
      for (const path of reads) expect(readersAt(lab, path).map(reader => reader.role)).toContain(role);
    }
  });

  test("follows a secret to its pods, and says what is restarted", async () => {
    const smtp = secretPathsOf(await declaredLab()).find(({ path }) => path === "kvv2/erp/smtp");
    expect(smtp).toMatchObject({
      owner: "erp",
      readers: [{ role: "erp", login: { account: "erp/erp" } }],
      arrivals: [
        {
          kind: "VaultStaticSecret",
          namespace: "erp",
          secret: "smtp",
          refreshAfter: "1h",
          takers: [{ name: "Deployment erp", owner: "erp", isRestarted: true }],
        },
      ],
    });
  });

  test("knows the doors at which Traefik asks for a password", async () => {
    const users = secretPathsOf(await declaredLab()).find(({ path }) => path === "kvv2/prometheus/users");
    expect(users?.arrivals[0]?.takers).toEqual([
      { name: "Middleware prometheus-login", owner: "traefik", isRestarted: false },
    ]);
  });
});

describe("secretPathsAbout()", () => {
  test("has what pods get of others as well", async () => {
    const paths = secretPathsAbout(await declaredLab(), "plausible").map(({ path }) => path);
    expect(paths).toEqual(["kvv2/clickhouse/plausible", "kvv2/plausible/keys", "postgres/creds/plausible"]);
  });

  test("has what only the workflows of an app read", async () => {
    const paths = secretPathsAbout(await declaredLab(), "cms").map(({ path }) => path);
    expect(paths).toEqual(["ci/cms/lab", "ci/cms/registry"]);
  });
});
