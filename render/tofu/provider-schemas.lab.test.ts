import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stackFolder } from "../../platform/naming.ts";
import { stacks } from "../../platform/tofu/index.ts";
import { upstreamFolder } from "../parity/upstream-folder.ts";
import { repositoryFolder } from "../repository.ts";
import { judgeStack, type ProviderSchemas, readProviderSchemas } from "./provider-schemas.ts";
import { readHcl } from "./stack-hcl.ts";

let schemas: ProviderSchemas;
let folder: string;

beforeAll(() => {
  const upstream = upstreamFolder(undefined);
  if ("absent" in upstream) throw new Error(`Cannot hold stacks against their providers' schemas: ${upstream.absent}`);
  schemas = readProviderSchemas(join(upstream.folder, "tofu"));
  folder = mkdtempSync(join(tmpdir(), "stacks-"));
});
afterAll(() => {
  if (folder !== undefined) rmSync(folder, { recursive: true });
});

const sourceOf = (stack: string) => join(repositoryFolder, stackFolder(stack));
const judge = async (stack: string) => judgeStack(await readHcl(stack), schemas);

test.each(stacks.map(({ name }) => name))("the providers of stack %s take every argument that it gives", async name => {
  expect((await judge(sourceOf(name))).faults).toEqual([]);
});

test("of hashicorp/google alone there is no schema, so that its part of a stack is not judged", async () => {
  const verdicts = await Promise.all(stacks.map(({ name }) => judge(sourceOf(name))));
  expect(new Set(verdicts.flatMap(({ unread }) => unread))).toEqual(new Set(["hashicorp/google"]));
});

interface Edit {
  readonly stack: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly fault: string;
}

const edits: Readonly<Record<string, Edit>> = {
  "an argument that the provider does not know": {
    stack: "cloudflare",
    file: "zone.tf",
    from: "proxied  =",
    to: "proxed   =",
    fault: 'zone.tf, cloudflare_dns_record.record.proxed: there is no such argument, write "proxied", the nearest one',
  },
  "an argument that is missing": {
    stack: "cloudflare",
    file: "zone.tf",
    from: "  zone_id  = cloudflare_zone.public.id\n",
    to: "",
    fault: "zone.tf, cloudflare_dns_record.record.zone_id: it is required, and missing",
  },
  "an attribute that only the provider sets": {
    stack: "cloudflare",
    file: "turnstile.tf",
    from: 'mode       = "managed"',
    to: 'mode       = "managed"\n  secret = "x"',
    fault: "turnstile.tf, cloudflare_turnstile_widget.forms.secret: the provider sets it, it cannot be written",
  },
  "a type that the provider does not have": {
    stack: "cloudflare",
    file: "tunnel.tf",
    from: 'data "cloudflare_zero_trust_tunnel_cloudflared_token" "lab"',
    to: 'data "cloudflare_tunnel_token" "lab"',
    fault: "tunnel.tf, data.cloudflare_tunnel_token.lab: cloudflare/cloudflare has no such type",
  },
  "an unknown field of a nested attribute": {
    stack: "cloudflare",
    file: "zone.tf",
    from: "{ id = var.account_id }",
    to: "{ name = var.account_id }",
    fault: 'zone.tf, cloudflare_zone.public.account.name: there is no such argument, write "id", the nearest one',
  },
  "a nested attribute that is written as a block": {
    stack: "cloudflare",
    file: "zone.tf",
    from: "account = { id = var.account_id }",
    to: "account {\n    id = var.account_id\n  }",
    fault: 'zone.tf, cloudflare_zone.public.account: it is an argument, write "account = { ... }"',
  },
  "an unknown argument of a block that is repeated": {
    stack: "ovh",
    file: "delegation.tf",
    from: "host = servers.value",
    to: "name = servers.value",
    fault: "delegation.tf, ovh_domain_name_servers.zone.servers.host: it is required, and missing",
  },
  "a block that is missing": {
    stack: "ovh",
    file: "delegation.tf",
    from: 'dynamic "servers"',
    to: 'dynamic "server"',
    fault: "delegation.tf, ovh_domain_name_servers.zone.servers: this block is required, and missing",
  },
  "a value of another type": {
    stack: "cloudflare",
    file: "turnstile.tf",
    from: "domains    = [var.zone]",
    to: 'domains    = "example.org"',
    fault: "turnstile.tf, cloudflare_turnstile_widget.forms.domains: it is not a list",
  },
  "a setting of a provider": {
    stack: "vault",
    file: "providers.tf",
    from: "skip_child_token = true",
    to: "skip_child_tokens = true",
    fault: "providers.tf, provider.vault.skip_child_tokens: there is no such argument",
  },
  "an attribute that no provider gives": {
    stack: "cloudflare",
    file: "outputs.tf",
    from: "cloudflare_zone.public.name_servers",
    to: "cloudflare_zone.public.nameservers",
    fault: 'outputs.tf, cloudflare_zone.public.nameservers: there is no such attribute, write "name_servers"',
  },
  "an expression that names a block which is not there": {
    stack: "google",
    file: "accounts.tf",
    from: "bucket = google_storage_bucket.longhorn.name",
    to: "bucket = google_storage_bucket.volumes.name",
    fault: "accounts.tf, google_storage_bucket.volumes.name: there is no such block in this stack",
  },
  "a provider that is not required": {
    stack: "ovh",
    file: "providers.tf",
    from: "ovh = {",
    to: "vault = {",
    fault: 'delegation.tf, ovh_domain_name_servers.zone: "ovh" is not among required_providers',
  },
};

describe("judgeStack() finds", () => {
  test.each(Object.entries(edits))("%s", async (title, { stack, file, from, to, fault }) => {
    const copy = join(folder, title.replaceAll(" ", "-"));
    cpSync(sourceOf(stack), copy, { recursive: true, dereference: true });
    const text = readFileSync(join(copy, file), "utf8");
    expect(text.split(from)).toHaveLength(2);
    writeFileSync(join(copy, file), text.replace(from, to));
    expect((await judge(copy)).faults).toContainEqual(expect.stringContaining(fault));
  });
});
