import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { podTemplate } from "../../../platform/pod-template.ts";
import { postgresAddress } from "../../../platform/postgres.ts";
import { equipManagers } from "../../../platform/secrets/database-managers.ts";
import { committedObjects } from "../../testing/committed-objects.ts";
import { type ControlPlane, startControlPlane } from "../control-plane.ts";
import { installDefinitions } from "../definitions.ts";
import { eventually } from "../eventually.ts";
import type { Part } from "../process/part.ts";
import { Parts } from "../process/parts.ts";
import type { ApiServer } from "../servers/api-server.ts";
import { type Bucket, startBucket } from "../servers/bucket.ts";
import { apply, demand } from "../servers/kubectl.ts";
import { type Postgres, startPostgres } from "../servers/postgres.ts";
import { makePostgresObjects, postgresVariables } from "../servers/postgres-objects.ts";
import { startSecretsOperator } from "../servers/secrets-operator.ts";
import { accountFolder } from "../servers/service-account.ts";
import { type TofuStack, tofuStack, VAULT_PROVIDER } from "../servers/tofu-stack.ts";
import { startVault, type Vault } from "../servers/vault.ts";
import { type OpenVault, openVault } from "../servers/vault-keys.ts";
import { recordArguments } from "./argument-recorder.ts";
import { keepJournal } from "./vault-journal.ts";

/** The chain from a declaration to a pod, all of it real but for the kubelet. */
export interface SecretsBed {
  readonly folder: string;
  readonly plane: ControlPlane;
  readonly postgres: Postgres;
  readonly vault: Vault;
  readonly open: OpenVault;
  readonly bucket: Bucket;
  readonly stack: TofuStack;
  /** File in which Vault has written all that it was told and said, in plain. */
  readonly journal: string;
  /** What every process that was seen was called with. */
  readonly arguments: ReadonlySet<string>;
  operator: Part;
  /** Another pod of the operator, after the present one has ended. */
  startOperator(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts a control plane, PostgreSQL, Vault as its pod runs it, the state's bucket and the operator, and lets OpenTofu
 * make in Vault what the committed variables say.
 *
 * @param lifetimeSeconds of credentials, instead of weeks
 */
export async function startSecretsBed(lifetimeSeconds: number): Promise<SecretsBed> {
  const folder = mkdtempSync(join(tmpdir(), "bed-"));
  const parts = new Parts();
  const recorder = recordArguments();
  try {
    const plane = await startControlPlane(folder, arcodange, parts);
    await installDefinitions(plane.server, ["vault-secrets-operator", "traefik"]);
    await applyAll(plane.server, [...objectsOf("foundation"), ...RIGHTS.flatMap(objectsOf).filter(isNoWorkload)]);
    const postgres = parts.add(await startPostgres(folder, PLACE));
    const vault = parts.add(
      await startVault(folder, vaultSettings(), await accountFolder(folder, plane.server, "tools", "vault")),
    );
    const open = await openVault(vault.url);
    const journal = await keepJournal(open, folder);
    const bucket = parts.add(await startBucket(folder, arcodange.buckets.state));
    const stack = await tofuStack(folder, {
      cluster: arcodange.name,
      name: "vault",
      provider: VAULT_PROVIDER,
      env: { ...bucket.env, VAULT_ADDR: open.url, VAULT_TOKEN: open.token },
      variables: {
        kubernetes_host: plane.server.url,
        lifetime_seconds: lifetimeSeconds,
      },
    });
    await stack.apply();
    const variables = postgresVariables(arcodange.name);
    await makePostgresObjects(postgres, variables);
    const reports = await equipManagers(postgres, open, variables.databases);
    if (reports.some(({ outcome }) => outcome !== "given")) throw new Error(JSON.stringify(reports));
    const startOperator = () => startSecretsOperator(folder, plane.server, "tools", operatorPod());
    const operator = await startOperator();
    const bed: SecretsBed = {
      ...{ folder, plane, postgres, vault, open, bucket, stack, operator, journal, arguments: recorder.lines },
      async startOperator() {
        bed.operator = await startOperator();
      },
      async stop() {
        recorder.stop();
        await bed.operator.stop();
        await parts.stop();
        rmSync(folder, { recursive: true });
      },
    };
    return bed;
  } catch (error) {
    recorder.stop();
    await parts.stop();
    throw error;
  }
}

/** Where the rendered tree says that it is: an address of the lab that the tests have. */
const PLACE = { host: postgresAddress(arcodange), port: arcodange.postgres.port };

/** Lets an app of the committed tree move in. */
export async function moveIn({ plane }: SecretsBed, app: string): Promise<void> {
  const classes = objectsOf("longhorn").filter(({ kind }) => kind === "StorageClass");
  await applyAll(plane.server, [...classes, ...objectsOf(app)]);
}

/** Namespaces first. */
export async function applyAll(server: ApiServer, objects: readonly KubeObject[]): Promise<void> {
  const isNamespace = ({ kind }: KubeObject) => kind === "Namespace";
  await apply(server, objects.filter(isNamespace));
  await apply(
    server,
    objects.filter(object => !isNamespace(object)),
  );
}

/** The Secret of an app, in plain. */
export async function secretOf(
  { plane }: SecretsBed,
  app: string,
  name: string,
): Promise<Readonly<Record<string, string>>> {
  const text = await demand(plane.server, "get", "secret", name, `--namespace=${app}`, "--output=json");
  const { data } = JSON.parse(text) as { data: Record<string, string> };
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, Buffer.from(value, "base64").toString()]));
}

/** Waits until the operator brings another user than that of `old`. */
export async function nextUser(bed: SecretsBed, app: string, old: Readonly<Record<string, string>>) {
  await eventually(`${app} gets another user of its database`, async () => {
    const { USER } = await secretOf(bed, app, "database");
    return USER === old.USER ? "it has the same one" : undefined;
  });
  return secretOf(bed, app, "database");
}

/** Units whose rights Vault and the operator need. */
const RIGHTS = ["vault", "vault-secrets-operator"];

/** Objects of a unit of the committed tree of `arcodange`. */
export function objectsOf(unit: string): KubeObject[] {
  return committedObjects(`${arcodange.name}/${unit}`).map(({ object }) => object);
}

/** What would start a second Vault or a second operator, in a pod. */
function isNoWorkload(object: KubeObject): boolean {
  return podTemplate(object) === undefined && !["VaultStaticSecret", "IngressRoute"].includes(object.kind);
}

/** `vault.hcl` of Vault's ConfigMap. */
export function vaultSettings(): string {
  const { data } = found("vault", "ConfigMap") as unknown as { data: Record<string, string> };
  return data["vault.hcl"] as string;
}

function operatorPod() {
  const spec = podTemplate(found("vault-secrets-operator", "Deployment"))?.spec;
  if (spec === undefined) throw new Error("the operator's Deployment has no pod");
  return spec;
}

function found(unit: string, kind: string): KubeObject {
  const object = objectsOf(unit).find(candidate => candidate.kind === kind);
  if (object === undefined) throw new Error(`rendered/arcodange/${unit} has no ${kind}`);
  return object;
}
