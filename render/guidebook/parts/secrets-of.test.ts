import { describe, expect, test } from "vitest";
import { declaredLab, withEdit } from "../../testing/declared-lab.ts";
import { secretsOf } from "./secrets-of.ts";

const rowOf = (text: string, path: string) => text.split("\n").find(line => line.startsWith(`| \`${path}\``)) ?? "";

describe("secretsOf", () => {
  test("answers which secrets plausible reads and who else can", async () => {
    const told = secretsOf.tell(await declaredLab(), "plausible");
    expect(rowOf(told, "kvv2/plausible/keys")).toContain("`SECRET_KEY_BASE`, `TOTP_VAULT_KEY` | Deployment plausible");
    expect(rowOf(told, "kvv2/plausible/keys")).toMatch(/\| nobody \|$/);
    expect(rowOf(told, "kvv2/clickhouse/plausible")).toContain(
      "Deployment clickhouse of [[tools/clickhouse|clickhouse]]",
    );
    expect(rowOf(told, "kvv2/clickhouse/plausible")).toContain("service account `tools/clickhouse`");
    expect(rowOf(told, "postgres/creds/plausible")).toContain("a user of its database, that expires");
    expect(told).toContain("`tools/vault-secrets-operator`");
    expect(told).toContain("[[secrets#who-can-read-every-secret|");
  });

  test("shows another pod that takes the Secret", async () => {
    const lab = withEdit(await declaredLab(), "grafana/Deployment/grafana", ({ spec }) => {
      spec.template.spec.containers[0].envFrom = [{ secretRef: { name: "plausible-keys" } }];
    });
    expect(rowOf(secretsOf.tell(lab, "plausible"), "kvv2/plausible/keys")).toContain("Deployment grafana");
    expect(rowOf(secretsOf.tell(lab, "grafana"), "kvv2/plausible/keys")).toContain("of [[tools/plausible|plausible]]");
  });

  test("shows another policy that lets read it", async () => {
    const lab = withEdit(await declaredLab(), "grafana/VaultStaticSecret/grafana-admin", ({ spec }) => {
      spec.path = "plausible/keys";
    });
    expect(rowOf(secretsOf.tell(lab, "plausible"), "kvv2/plausible/keys")).toContain("service account `tools/grafana`");
  });

  test("tells of the workflows of an app, which get what its pods do not", async () => {
    const told = secretsOf.tell(await declaredLab(), "cms");
    expect(rowOf(told, "ci/cms/registry")).toContain("workflows of `arcodange-org/cms`, by policy `gitea_cicd_cms`");
  });

  test("says of a list of who may pass that Traefik takes it, and not the tool", async () => {
    const row = rowOf(secretsOf.tell(await declaredLab(), "longhorn"), "kvv2/longhorn/users");
    expect(row).toContain("nobody: others take it from `longhorn-system/longhorn-frontend-users`");
    expect(row).toContain("Middleware longhorn-frontend-login of [[tools/traefik|traefik]]");
  });

  test("says so where none is read", async () => {
    expect(secretsOf.tell(await declaredLab(), "node-exporter")).toBe("It reads no secret.");
  });
});
