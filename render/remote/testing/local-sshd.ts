import { execFileSync, spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { userInfo } from "node:os";
import { join } from "node:path";
import { eventually } from "../../bed/eventually.ts";
import { freePort } from "../../bed/process/free-port.ts";
import type { SshAccess } from "../ssh-words.ts";

const SSHD = ["/usr/sbin/sshd", "/usr/local/sbin/sshd"].find(existsSync);

/** Why tests that need a real sshd do not run here; undefined where it is. */
export const whyNoSshd = SSHD === undefined ? "there is no sshd: Debian's package openssh-server" : undefined;

export interface LocalSshd {
  readonly access: SshAccess;
  /** Private folder of the test. */
  readonly folder: string;
  /** Lines for the file of known hosts. */
  readonly hostKey: string;
  /** Starts it again with another host key, as if the machine had been installed anew. */
  changeKey(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * A real sshd on a port of 127.0.0.1, which lets this user in by a key that was made for it.
 *
 * @param loginShell gets each command as sshd would give it to a login shell; default: that of this user
 */
export async function localSshd(loginShell?: string): Promise<LocalSshd> {
  const folder = mkdtempSync("/tmp/lab-sshd-");
  const port = await freePort();
  makeKey(folder, "user_key");
  copyFileSync(join(folder, "user_key.pub"), join(folder, "authorized_keys"));
  writeFileSync(join(folder, "sshd_config"), configuration(folder, port, loginShell));
  writeFileSync(
    join(folder, "ssh_config"),
    `Port ${port}\nIdentityFile ${folder}/user_key\nIdentitiesOnly yes\nGlobalKnownHostsFile none\n`,
  );
  process.env.LAB_SSH_CONFIG = join(folder, "ssh_config");
  makeKey(folder, "host_key");
  let stop = await start(folder, port);
  return {
    folder,
    access: {
      name: "pi1",
      address: "127.0.0.1",
      login: { user: userInfo().username },
      folder,
      knownHosts: join(folder, "known hosts"),
    },
    get hostKey() {
      const [kind, key] = readFileSync(join(folder, "host_key.pub"), "utf8").split(" ");
      return `[127.0.0.1]:${port} ${kind} ${key}\n`;
    },
    async changeKey() {
      await stop();
      rmSync(join(folder, "host_key"));
      makeKey(folder, "host_key");
      stop = await start(folder, port);
    },
    async stop() {
      delete process.env.LAB_SSH_CONFIG;
      await stop();
      rmSync(folder, { recursive: true });
    },
  };
}

function makeKey(folder: string, name: string): void {
  execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", join(folder, name)]);
}

function configuration(folder: string, port: number, loginShell: string | undefined): string {
  return `
ListenAddress 127.0.0.1:${port}
HostKey ${folder}/host_key
AuthorizedKeysFile ${folder}/authorized_keys
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
PermitRootLogin prohibit-password
${loginShell === undefined ? "" : `ForceCommand ${loginShell} -c "$SSH_ORIGINAL_COMMAND"`}
`;
}

/** @returns what stops it */
async function start(folder: string, port: number): Promise<() => Promise<void>> {
  if (userInfo().uid === 0) mkdirSync("/run/sshd", { recursive: true, mode: 0o755 }); // where its unprivileged part is locked in
  const sshd = spawn(SSHD as string, ["-D", "-e", "-f", join(folder, "sshd_config")], { stdio: "ignore" });
  const ended = new Promise<void>(resolve => sshd.once("exit", () => resolve()));
  await eventually("sshd listens", () => listens(port), 10);
  return async () => {
    sshd.kill();
    await ended;
  };
}

function listens(port: number): Promise<string | undefined> {
  return new Promise(resolve => {
    const socket = connect(port, "127.0.0.1", () => resolve(void socket.destroy()));
    socket.once("error", error => resolve(error.message));
  });
}
