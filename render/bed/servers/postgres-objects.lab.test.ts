import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { stackFolder, variablesFile } from "../../../platform/naming.ts";
import type { PostgresAccess } from "../../../platform/secrets/postgres-session.ts";
import { repositoryFolder } from "../../repository.ts";
import { program } from "../program/program.ts";
import { type Postgres, startPostgres } from "./postgres.ts";
import { postgresCatalogue } from "./postgres-catalogue.ts";
import { makePostgresObjects, postgresVariables } from "./postgres-objects.ts";
import { whyNoProviders } from "./provider-mirror.ts";

const CLUSTER = "arcodange";
const PROVIDER = "cyrilgdn/postgresql";

const variables = postgresVariables(CLUSTER);
const databases = Object.keys(variables.databases);

let folder: string;
let servers: Postgres[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "bed-"));
  servers = [];
});
afterEach(async () => {
  await Promise.all(servers.map(server => server.stop()));
  rmSync(folder, { recursive: true });
});

describe("makePostgresObjects()", () => {
  test("shuts every database to all but its own roles, and leaves no role with a password", async () => {
    const catalogue = await postgresCatalogue(await serverWithObjects("fixture"), databases);
    const rights = catalogue.filter(line => line.startsWith("server database")).filter(line => /"=[^"]*c/.test(line));
    expect(rights.map(line => JSON.parse(line.slice("server database ".length)).datname).sort()).toEqual([
      "postgres",
      "template0",
      "template1",
    ]);
    expect(catalogue.filter(line => line.includes('"nobody_knows": false'))).toHaveLength(1); // the superuser
  });
});

const obstacle = whyNoProviders(PROVIDER);
const note = obstacle === undefined ? "" : `, not tried: ${obstacle}`;

describe.skipIf(obstacle !== undefined)(`the stack postgres with its real provider${note}`, () => {
  test("makes what makePostgresObjects() makes, settles, and keeps a database whose app is gone", async () => {
    const expected = await postgresCatalogue(await serverWithObjects("fixture"), databases);
    const server = await startServer("stack");
    const stack = copyOfStack(server);
    await stack.tofu("init");
    await stack.tofu("apply", "-auto-approve", ...stack.variables);
    expect(await postgresCatalogue(server, databases)).toEqual(expected);
    await stack.tofu("plan", "-detailed-exitcode", ...stack.variables); // fails when it finds anything to do
    const plan = stack.tofu("plan", ...stack.variables, differing(stack.folder, { databases: {} }));
    await expect(plan).rejects.toThrow("cannot be destroyed");
  });

  test.each([
    [
      "a role that two databases share",
      { a: { owner: "x_role", manager: "vault_a" }, b: { owner: "x_role", manager: "vault_b" } },
    ],
    ["a name that PostgreSQL would cut off", { a: { owner: "a_role", manager: `vault_${"a".repeat(58)}` } }],
    ["a name that PostgreSQL keeps for itself", { pg: { owner: "pg_role", manager: "vault_pg" } }],
    ["a name that ends a statement", { a: { owner: "a_role; DROP", manager: "vault_a" } }],
  ])("refuses %s", async (_, wrong) => {
    const stack = copyOfStack(await startServer("stack"));
    await stack.tofu("init");
    const plan = stack.tofu("plan", ...stack.variables, differing(stack.folder, { databases: wrong }));
    await expect(plan).rejects.toThrow("Invalid value for variable");
  });
});

async function startServer(name: string): Promise<Postgres> {
  const own = join(folder, name);
  mkdirSync(own);
  const server = await startPostgres(own);
  servers.push(server);
  return server;
}

async function serverWithObjects(name: string): Promise<Postgres> {
  const server = await startServer(name);
  await makePostgresObjects(server, variables);
  return server;
}

/** A word that gives OpenTofu other values, wherever it comes last. */
function differing(folder: string, values: object): string {
  const file = join(folder, "differing.json");
  writeFileSync(file, JSON.stringify(values));
  return `-var-file=${file}`;
}

/** The stack with its state in a file, for a server that is elsewhere. */
function copyOfStack({ host, port, user, password }: PostgresAccess) {
  const copy = mkdtempSync(join(folder, "tofu-"));
  cpSync(join(repositoryFolder, stackFolder("postgres")), copy, { recursive: true, dereference: true });
  writeFileSync(join(copy, "backend_override.tf"), 'terraform {\n  backend "local" {}\n}\n');
  const [file, ...first] = program("tofu");
  return {
    folder: copy,
    variables: [
      `-var-file=${join(repositoryFolder, variablesFile(CLUSTER, "postgres"))}`,
      `-var=postgres={host="${host}",port=${port}}`,
    ],
    tofu: (command: string, ...words: string[]) =>
      promisify(execFile)(file, [...first, command, "-input=false", "-no-color", ...words], {
        cwd: copy,
        env: {
          ...process.env,
          ...{ PGUSER: user, PGPASSWORD: password, CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1" },
          TF_VAR_state_passphrase: "a passphrase of this test alone",
        },
      }),
  };
}
