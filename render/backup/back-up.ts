import { quote } from "../remote/quote.ts";
import { RemoteFailure } from "../remote/remote.ts";
import type { HostAt } from "../up/host-at.ts";

/** How one backup went. */
export interface BackedUp {
  readonly host: string;
  /** `lab-backup.service`. */
  readonly unit: string;
  /** What it said at its end; undefined when it went well. */
  readonly failure: string | undefined;
}

const LIMIT_SECONDS = 6 * 3600;

/** Makes every backup of these hosts now, as their timers do at night: hosts side by side, on one host in turn. */
export async function backUp(hosts: readonly HostAt[]): Promise<readonly BackedUp[]> {
  return (await Promise.all(hosts.map(backUpHost))).flat();
}

/** Services of a host that back something up: those of its timers that are called so. */
export function backupServices({ host }: HostAt): string[] {
  return host.units
    .filter(({ name }) => /^lab-backup(-[a-z0-9-]+)?\.timer$/.test(name))
    .map(({ name }) => name.replace(/timer$/, "service"));
}

async function backUpHost(at: HostAt): Promise<BackedUp[]> {
  const done: BackedUp[] = [];
  for (const unit of backupServices(at)) {
    at.say(`runs ${unit}`);
    done.push({ host: at.host.name, unit, failure: await start(at, unit) });
  }
  return done;
}

async function start({ remote }: HostAt, unit: string): Promise<string | undefined> {
  const name = quote(unit);
  const script = `since=$(date +%s)
if systemctl start ${name} 2>/dev/null; then
  systemctl show --property ConditionResult --value ${name}
else
  journalctl --unit ${name} --since "@$since" --output cat --lines 20 --no-pager
fi`;
  try {
    const printed = await remote.run(script, { asRoot: true, timeoutSeconds: LIMIT_SECONDS });
    return failureIn(printed.trim());
  } catch (error) {
    if (error instanceof RemoteFailure) return error.message;
    throw error;
  }
}

function failureIn(printed: string): string | undefined {
  if (printed === "yes") return undefined;
  if (printed === "no") return "is not set up yet: npx lab tofu apply google, then npx lab up --only backup-key";
  return `failed\n${printed.replaceAll(/^/gm, "  ")}`;
}
