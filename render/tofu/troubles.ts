import { factsFile, stackFolder } from "../../platform/naming.ts";
import { command, type StackWork } from "./stack-work.ts";

/**
 * What is wrong, and what to do about it, where tofu's errors are of a known kind; else what it said.
 *
 * @param said its errors, without secrets
 */
export function troubleOf(said: string, work: StackWork): string {
  for (const { sign, advice } of TROUBLES) {
    const match = sign.exec(said);
    if (match !== null) return advice({ said, work, match });
  }
  return `tofu says\n${said}`;
}

interface Told {
  readonly said: string;
  readonly work: StackWork;
  readonly match: RegExpExecArray;
}

interface Trouble {
  readonly sign: RegExp;
  readonly advice: (told: Told) => string;
}

/** The first that fits: the more particular come first. */
const TROUBLES: readonly Trouble[] = [
  { sign: /Error acquiring the state lock/, advice: locked },
  {
    sign: /decryption failed for all provided methods/,
    advice: ({ work }) =>
      'the passphrase does not open it, give the one that it was encrypted with as secret "tofu/passphrase" ' +
      `(LAB_TOFU_PASSPHRASE); a first run with a wrong one leaves an empty state: then remove ${place(work)}/default.tfstate`,
  },
  {
    sign: /minimum 16 characters|must have at least 20 characters/,
    advice: () => 'secret "tofu/passphrase" (LAB_TOFU_PASSPHRASE) is too short, take 20 characters or more',
  },
  {
    sign: /encountered unencrypted payload/,
    advice: ({ work }) =>
      `what lies at ${place(work)} is not encrypted, so none of this lab wrote it: see whose it is, and move it away`,
  },
  {
    sign: /bucket (?:does not|doesn't) exist|"gs:\/\/[^"]*" failed: googleapi: Error 404/i,
    advice: ({ work: { cluster, state } }) =>
      `there is no bucket "${state.state_bucket}", make it with versions of its objects ` +
      `(gcloud storage buckets create gs://${state.state_bucket} --uniform-bucket-level-access, then buckets update --versioning), ` +
      `or mend buckets.state in ${factsFile(cluster)}`,
  },
  {
    sign: /could not find default credentials|invalid_grant|reauth related error|invalid_rapt/i,
    advice: () =>
      "Google Cloud does not know you, or no longer: gcloud auth application-default login, or set GOOGLE_CREDENTIALS",
  },
  {
    sign: /Saved plan is stale/,
    advice: ({ work }) =>
      `somebody changed its state while you looked at the plan, run "${command(work, "apply")}" again`,
  },
  {
    sign: /instance cannot be destroyed/i,
    advice: ({ said, work }) =>
      `${keptIn(said).join(" and ")} would go, with data that no apply brings back: declare again what it belongs to, or ` +
      `let it stay and have the state forget it (tofu state rm, in ${stackFolder(work.stack)})`,
  },
  {
    sign: /Unsupported OpenTofu Core version/,
    advice: () => "this tofu is too old, install version 1.11 or newer: https://opentofu.org/docs/intro/install",
  },
  {
    sign: /Failed to query available provider packages|could not connect to registry/i,
    advice: ({ said }) =>
      `its providers cannot be fetched, see to the network or to the mirror in TF_CLI_CONFIG_FILE; tofu says\n${said}`,
  },
  {
    sign: /Backend configuration changed/i,
    advice: ({ work }) => `its state lies elsewhere now, run "${command(work, "init")} --reconfigure"`,
  },
  {
    sign: /Inconsistent dependency lock file|locked provider|cannot be satisfied/i,
    advice: ({ work }) => `it wants other providers than were fetched, run "${command(work, "init")} --upgrade"`,
  },
  {
    sign: /initialization required|Required plugins are not installed|Missing required provider|Module not installed/i,
    advice: ({ work }) => `its providers or its backend are not set up, run "${command(work, "init")}"`,
  },
  {
    sign: /Vault is sealed/i,
    advice: () => "Vault is sealed, unseal it: vault operator unseal",
  },
  {
    sign: /dial tcp:? (?:lookup )?(\S+?)(?: on \S+)?: .*?(connection refused|no such host|i\/o timeout|no route to host)/,
    advice: ({ match: [, place, reason], said }) => `${place} cannot be reached (${reason}); tofu says\n${said}`,
  },
  {
    sign: /(?:Error |status(?: code)?:? ?|code: ?|HTTP ?)(?:401|403)\b|\b40[13] (?:Unauthorized|Forbidden)|permission denied|invalid token|bad token|authentication failed/i,
    advice: ({ said, work }) => `${credentials(work)} has expired or may not do that, renew it; tofu says\n${said}`,
  },
];

/** https://opentofu.org/docs/language/meta-arguments/lifecycle/ */
function keptIn(said: string): string[] {
  const kept = said.matchAll(/Resource(?:\s+instance)?\s+(\S+)\s+has\s+(?:lifecycle\.)?prevent_destroy/g);
  return [...new Set([...kept].map(([, address = ""]) => address))];
}

/** https://opentofu.org/docs/language/state/locking/ */
function locked({ said, work }: Told): string {
  const info = (name: string) => new RegExp(`^ *${name}: +(.+)$`, "m").exec(said)?.[1]?.trim();
  const [id, who, since, operation] = [info("ID"), info("Who"), info("Created"), info("Operation")];
  if (id === undefined) return `somebody else works on it just now, try again; tofu says\n${said}`;
  const doing = operation?.replace("OperationType", "").toLowerCase() || "work";
  return (
    `${who} holds it for ${doing} since ${since?.replace(/\.\d+/, "")}: wait, ` +
    `or if that run is dead, "${command(work, "unlock")} ${id}"`
  );
}

function credentials({ secrets }: StackWork): string {
  const names = Object.keys(secrets).filter(name => name !== "TF_VAR_state_passphrase");
  return names.length === 0 ? "a credential" : `a credential (${names.join(", ")}, or Google Cloud's)`;
}

/** Such as `gs://arcodange-tf/arcodange/vault`. */
function place({ state }: StackWork): string {
  return `gs://${state.state_bucket}/${state.cluster}/${state.stack}`;
}
