import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { stackFolder, variablesFile } from "../../../platform/naming.ts";
import { repositoryFolder } from "../../repository.ts";
import { program } from "../program/program.ts";

/** A provider that lies in the folder of parts, in the one version that can be built there. */
export interface OldProvider {
  /** `hashicorp/vault` */
  readonly source: string;
  readonly version: string;
}

/** The newest of Vault that can be built from a registry of Go modules; it knows every argument that the stack uses. */
export const VAULT_PROVIDER: OldProvider = { source: "hashicorp/vault", version: "3.3.1" };

/** A copy of a stack of this repository, ready for OpenTofu. */
export interface TofuStack {
  /** Runs OpenTofu in it. A plan with `-detailed-exitcode` that finds something fails with code 2. */
  run(...words: string[]): Promise<string>;
  /** Makes all that it describes. */
  apply(): Promise<void>;
  /**
   * What a plan would change, as `create vault_policy.reader["erp"]`; in order.
   *
   * @param variables that differ further
   */
  changes(variables?: object): Promise<string[]>;
}

export interface TofuStackProps {
  readonly cluster: string;
  readonly name: string;
  readonly provider: OldProvider;
  /** Credentials and addresses of its providers and of its state. */
  readonly env: Readonly<Record<string, string>>;
  /** Variables that differ from the rendered ones; all others are those of `rendered/`. */
  readonly variables?: object;
}

/**
 * Copies a stack, with the version of its provider that can be had from a registry of Go modules, and nothing else
 * changed, and initialises it.
 */
export async function tofuStack(folder: string, props: TofuStackProps): Promise<TofuStack> {
  const { cluster, name, provider, env, variables = {} } = props;
  const copy = join(folder, `tofu-${name}`);
  cpSync(join(repositoryFolder, stackFolder(name)), copy, { recursive: true, dereference: true });
  pinProvider(copy, provider);
  const committed = `-var-file=${join(repositoryFolder, variablesFile(cluster, name))}`;
  const files = (further = {}) => {
    const differences = join(copy, "differences.tfvars.json");
    writeFileSync(differences, JSON.stringify({ ...further, ...variables }));
    return [committed, `-var-file=${differences}`];
  };
  const [file, ...first] = program("tofu");
  const run = async (...words: string[]) => {
    const { stdout } = await promisify(execFile)(file, [...first, `-chdir=${copy}`, ...words], {
      env: { ...process.env, ...SETTINGS, ...env, TF_CLI_CONFIG_FILE: mirror(folder, provider) },
      maxBuffer: 1 << 26,
    });
    return stdout;
  };
  await run("init", ...QUIETLY, ...files());
  return {
    run,
    apply: async () => void (await run("apply", "-auto-approve", ...QUIETLY, ...files())),
    changes: async further => {
      const plan = join(copy, "plan");
      await run("plan", `-out=${plan}`, ...QUIETLY, ...files(further));
      return changesOf(await run("show", "-json", plan));
    },
  };
}

/** Of states and plans of these stacks, which end with the test. */
const SETTINGS = {
  CHECKPOINT_DISABLE: "1",
  TF_IN_AUTOMATION: "1",
  TF_VAR_state_passphrase: randomBytes(24).toString("hex"),
};

const QUIETLY = ["-input=false", "-no-color"];

function pinProvider(copy: string, { source, version }: OldProvider): void {
  for (const file of readdirSync(copy).filter(name => name.endsWith(".tf"))) {
    const text = readFileSync(join(copy, file), "utf8");
    const pinned = text.replace(new RegExp(`(source *= "${source}"\\s+version *= )"[^"]*"`), `$1"${version}"`);
    writeFileSync(join(copy, file), pinned);
  }
}

/** Settings by which OpenTofu takes providers from a folder, and looks for none elsewhere. */
function mirror(folder: string, { source, version }: OldProvider): string {
  const name = `terraform-provider-${source.split("/")[1]}`;
  const [binary] = program(name);
  const platform = `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;
  const place = join(folder, "providers", "registry.opentofu.org", source, version, platform);
  mkdirSync(place, { recursive: true });
  const link = join(place, `${name}_v${version}`);
  if (!readdirSync(place).includes(`${name}_v${version}`)) symlinkSync(binary, link);
  const settings = join(folder, "providers.tfrc");
  writeFileSync(
    settings,
    `provider_installation { filesystem_mirror { path = "${join(folder, "providers")}" include = ["*/*"] } }\n`,
  );
  return settings;
}

interface Plan {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly change: { readonly actions: readonly string[] };
  }[];
}

function changesOf(text: string): string[] {
  const { resource_changes = [] } = JSON.parse(text) as Plan;
  return resource_changes
    .map(({ address, change }) => `${change.actions.join("-")} ${address}`)
    .filter(line => !line.startsWith("no-op "))
    .sort();
}
