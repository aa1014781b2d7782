import { ChangedKey } from "./changed-key.ts";
import { errorLines } from "./error-lines.ts";
import { RemoteFailure } from "./remote.ts";

/** Where a connection was to lead. */
export interface Destination {
  readonly name: string;
  readonly address: string;
  readonly user: string;
  readonly knownHosts: string;
}

/**
 * What ssh says when it has no connection, or no longer one, as a person can act on it. Its own status is 255 then.
 *
 * @see https://man.openbsd.org/ssh#EXIT_STATUS
 */
export function whyLost(stderr: string, { name, address, user, knownHosts }: Destination): RemoteFailure {
  const cannot = `Cannot reach ${name} (${address}):`;
  const said = errorLines(stderr, undefined);
  if (/REMOTE HOST IDENTIFICATION HAS CHANGED|differs from the key for the IP address/.test(stderr)) {
    const line = /Offending .*key (?:in|for IP in) (.+:\d+)/.exec(stderr)?.[1] ?? knownHosts;
    const shown = /SHA256:[A-Za-z0-9+/=]+/.exec(stderr)?.[0] ?? "another one";
    return new ChangedKey(
      `${cannot} it shows another key than before (${shown}). Either it was installed anew, or another machine answers ` +
        "in its place and would get its secrets. Look first: on the machine itself, " +
        `"ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub" prints its key. If it is that one, remove ${line}`,
    );
  }
  if (/host key is known for .* and you have requested strict checking|Host key verification failed/.test(stderr)) {
    return lost(
      `${cannot} its key is not trusted yet, run "npx lab up" on a terminal, which shows and asks, or npx lab up --trust-new-hosts`,
    );
  }
  if (/Permission denied \(|Too many authentication failures/.test(stderr)) {
    return lost(
      `${cannot} it lets "${user}" in by none of your keys, load the right one into the agent ("ssh-add -l" lists them) ` +
        `or give it yours: ssh-copy-id ${user}@${address}${said}`,
    );
  }
  if (
    /Could not resolve hostname|Connection refused|No route to host|timed out|Network is unreachable|Host is down/.test(
      stderr,
    )
  ) {
    return lost(`${cannot} nothing answers there, see that it has power and network, and that sshd runs${said}`);
  }
  return lost(`${cannot} the connection was lost${said}`);
}

function lost(message: string): RemoteFailure {
  return new RemoteFailure(message, undefined);
}
