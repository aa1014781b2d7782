import { describe, expect, test } from "vitest";
import { errorsOf } from "./messages.ts";
import { sampleWork } from "./testing/sample-work.ts";
import { troubleOf } from "./troubles.ts";

const LOCK = `Error acquiring the state lock: Error message: writing "gs://home-tf/home/vault/default.tflock" failed: 412
Lock Info:
  ID:        1796000000000001
  Path:      gs://home-tf/home/vault/default.tflock
  Operation: OperationTypeApply
  Who:       ada@macbook
  Version:   1.12.6
  Created:   2026-11-29 10:00:00.123456 +0000 UTC
  Info:      `;

describe("troubleOf()", () => {
  test("says who holds a lock, since when, and how to take it away", () => {
    expect(troubleOf(LOCK, sampleWork)).toBe(
      "ada@macbook holds it for apply since 2026-11-29 10:00:00 +0000 UTC: wait, " +
        'or if that run is dead, "lab tofu unlock vault --cluster home 1796000000000001"',
    );
  });

  test.each([
    ["decryption failed for all provided methods: attempted", 'as secret "tofu/passphrase" (LAB_TOFU_PASSPHRASE)'],
    ["encountered unencrypted payload without unencrypted method", "what lies at gs://home-tf/home/vault is not"],
    ["storage: bucket doesn't exist", 'no bucket "home-tf"'],
    ['writing "gs://home-tf/home/vault/default.tflock" failed: googleapi: Error 404: Not Found', 'no bucket "home-tf"'],
    ["googleapi: Error 404: The specified bucket does not exist., notFound", "buckets.state in clusters/home/index.ts"],
    ["google: could not find default credentials", "gcloud auth application-default login"],
    ['oauth2: "invalid_grant" "Token has been expired or revoked."', "Google Cloud does not know you, or no longer"],
    [
      "Saved plan is stale: The given plan file can no longer",
      "somebody changed its state while you looked at the plan",
    ],
    [
      'Resource instance cannot be destroyed: Resource instance postgresql_database.database["erp"] has prevent_destroy set, ',
      'postgresql_database.database["erp"] would go, with data that no apply brings back: declare again what it belongs to',
    ],
    [
      'Instance cannot be destroyed: Resource postgresql_database.database["erp"] has lifecycle.prevent_destroy set, but',
      'postgresql_database.database["erp"] would go, with data that no apply brings back: declare again what it belongs to',
    ],
    ["Unsupported OpenTofu Core version", "this tofu is too old"],
    ['Backend initialization required, please run "tofu init"', 'run "lab tofu init vault --cluster home"'],
    [
      "Error making API request. Code: 403. Errors: * permission denied",
      "a credential (VAULT_TOKEN, or Google Cloud's)",
    ],
    ["GET https://gitea.home.lab/api/v1/user: status: 401", "has expired or may not do that"],
    ["Error: Backend configuration changed", 'run "lab tofu init vault --cluster home --reconfigure"'],
    ["Error: Inconsistent dependency lock file", 'run "lab tofu init vault --cluster home --upgrade"'],
    ["Code: 503. Errors: * Vault is sealed", "unseal it: vault operator unseal"],
    [
      "dial tcp 192.168.1.202:5432: connect: connection refused",
      "192.168.1.202:5432 cannot be reached (connection refused)",
    ],
    [
      "dial tcp: lookup vault.home.lab on 192.168.1.1:53: no such host",
      "vault.home.lab cannot be reached (no such host)",
    ],
    ["Failed to query available provider packages", "its providers cannot be fetched"],
  ])("recognises %s", (said, advice) => {
    expect(troubleOf(said, sampleWork)).toContain(advice);
  });

  test.each(["Error: 4012 rows", "port 401 is taken", "something else"])("makes nothing up about %s", said => {
    expect(troubleOf(said, sampleWork)).toBe(`tofu says\n${said}`);
  });
});

describe("errorsOf()", () => {
  test("takes the errors out of messages, with the resource that they are about", () => {
    const message = (severity: string, summary: string, address?: string) =>
      JSON.stringify({ type: "diagnostic", diagnostic: { severity, summary, detail: "because", address } });
    const stdout = [message("warning", "old"), "{broken", message("error", "bad", "vault_policy.own"), ""].join("\n");
    expect(errorsOf({ stdout, stderr: "noise" })).toBe("vault_policy.own: bad: because");
  });

  test("takes them out of their frame otherwise", () => {
    const stderr = "Initializing...\n╷\n│ Error: No such file\n│ \n│   on main.tf line 3\n╵\n";
    expect(errorsOf({ stdout: "", stderr })).toBe("Error: No such file\n  on main.tf line 3");
  });
});
