import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import { postgresAddress } from "../../../platform/postgres.ts";
import { LabCopy, type Run } from "../../testing/lab-copy.ts";
import { Parts } from "../process/parts.ts";
import { authority } from "../servers/authority.ts";
import { type Bucket, startBucket } from "../servers/bucket.ts";
import { type Gitea, startGitea } from "../servers/gitea.ts";
import { type Postgres, startPostgres } from "../servers/postgres.ts";
import { whyNoProviders } from "../servers/provider-mirror.ts";
import { nobodysAccount } from "../servers/service-account.ts";
import { startVault } from "../servers/vault.ts";
import { type OpenVault, openVault } from "../servers/vault-keys.ts";
import { siteOf } from "../site.ts";
import { vaultSettings } from "./secrets-bed.ts";

const STACKS = ["gitea", "postgres", "vault"] as const;

const obstacle = whyNoProviders("go-gitea/gitea", "cyrilgdn/postgresql", "hashicorp/vault");
const note = obstacle === undefined ? "" : ` (not tried: ${obstacle})`;

describe.skipIf(obstacle !== undefined)(`from empty servers, with current providers,${note}`, () => {
  const parts = new Parts();
  const trusted = getCACertificates("default");
  let folder: string;
  let copy: LabCopy;
  let postgres: Postgres;
  let gitea: Gitea;
  let vault: OpenVault;
  let bucket: Bucket;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "bed-"));
    copy = new LabCopy();
    postgres = parts.add(
      await startPostgres(folder, { host: postgresAddress(arcodange), port: arcodange.postgres.port }),
    );
    const trust = authority(join(folder, "authority"));
    gitea = parts.add(await startGitea(folder, { postgres, authority: trust, site: siteOf(arcodange) }));
    setDefaultCACertificates([...trusted, readFileSync(gitea.certificate, "utf8")]);
    vi.stubEnv("SSL_CERT_FILE", gitea.certificate); // so that Vault trusts Gitea
    const server = parts.add(await startVault(folder, vaultSettings(), nobodysAccount(folder, gitea.certificate)));
    vault = await openVault(server.url);
    bucket = parts.add(await startBucket(folder, arcodange.buckets.state));
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    setDefaultCACertificates(trusted);
    copy?.dispose();
    await parts.stop();
    rmSync(folder, { recursive: true });
  });

  test("a stack that needs another is not applied before it", () => {
    const { status, stderr } = lab("tofu", "apply", "vault", "--yes");
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining("lab tofu apply gitea") });
  });

  test.each(STACKS)("lab tofu init and apply make %s", stack => {
    expect(lab("tofu", "init", stack)).toMatchObject({ status: 0 });
    const { status, stdout, stderr } = lab("tofu", "apply", stack, "--yes");
    expect({ status, stderr }, stdout).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("create");
  });

  test("a second plan of each is empty", () => {
    for (const stack of STACKS) expect(lab("tofu", "plan", stack), stack).toMatchObject({ status: 0, stderr: "" });
  });

  test("lab secrets make gives the servers what they share, and no plan notices", () => {
    const { status, stdout, stderr } = lab("secrets", "make");
    expect([0, 1], stdout + stderr).toContain(status); // what only a person has is missing
    expect(stdout).toMatch(/^made +redis\/passwords/m);
    for (const stack of STACKS) expect(lab("tofu", "plan", stack), stack).toMatchObject({ status: 0 });
  });

  test("no secret is in what was printed, and every state in the bucket is encrypted", () => {
    const text = said.join("\n");
    for (const secret of [gitea.token, gitea.password, postgres.password, vault.token, PASSPHRASE]) {
      expect(text).not.toContain(secret);
    }
    for (const stack of STACKS) {
      const state = readFileSync(join(bucket.objects, `${arcodange.name}/${stack}/default.tfstate`), "utf8");
      expect(Object.keys(JSON.parse(state))).toContain("encrypted_data");
    }
  });

  const said: string[] = [];

  function lab(...words: string[]): Run {
    const run = copy.labUnder(
      {
        env: {
          ...bucket.env,
          ...{ SSL_CERT_FILE: gitea.certificate, NODE_EXTRA_CA_CERTS: gitea.certificate },
          ...{ VAULT_ADDR: vault.url, LAB_VAULT_TOKEN: vault.token },
          ...{ LAB_GITEA_TOKEN: gitea.token, LAB_POSTGRES_SUPERUSER: postgres.password },
          LAB_TOFU_PASSPHRASE: PASSPHRASE,
        },
      },
      ...words,
    );
    said.push(run.stdout, run.stderr);
    return run;
  }
});

const PASSPHRASE = "a passphrase that is long enough";
