import { describe, expect, test } from "vitest";
import { ChangedKey } from "./changed-key.ts";
import { whyLost } from "./why-lost.ts";

const PI1 = { name: "pi1", address: "192.168.1.201", user: "pi", knownHosts: "/state/known_hosts" };

/** As OpenSSH prints it: https://github.com/openssh/openssh-portable/blob/master/sshconnect.c */
const CHANGED = `@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @
@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
The fingerprint for the ED25519 key sent by the remote host is
SHA256:newnewnew.
Offending ED25519 key in /state/known_hosts:3
Host key for 192.168.1.201 has changed and you have requested strict checking.
Host key verification failed.`;

describe("whyLost()", () => {
  test.each([
    ["ssh: connect to host 192.168.1.201 port 22: Connection refused", "nothing answers there"],
    ["ssh: connect to host 192.168.1.201 port 22: No route to host", "nothing answers there"],
    ["Connection timed out during banner exchange", "nothing answers there"],
    ["pi@192.168.1.201: Permission denied (publickey,password).", "ssh-copy-id pi@192.168.1.201"],
    ["Received disconnect: Too many authentication failures", "ssh-copy-id pi@192.168.1.201"],
    [
      "No ED25519 host key is known for 192.168.1.201 and you have requested strict checking.",
      "npx lab up --trust-new-hosts",
    ],
    ["mux_client_request_session: read from master failed: Broken pipe", "the connection was lost"],
    ["", "the connection was lost"],
  ])("explains %j", (stderr, explanation) => {
    const failure = whyLost(stderr, PI1);
    expect(failure.message).toMatch(/^Cannot reach pi1 \(192\.168\.1\.201\):/);
    expect(failure.message).toContain(explanation);
    expect(failure.status).toBe(undefined);
  });

  test("makes a changed key a danger, which names the new key and the line to remove", () => {
    const failure = whyLost(CHANGED, PI1);
    expect(failure).toBeInstanceOf(ChangedKey);
    expect(failure.message).toContain("SHA256:newnewnew");
    expect(failure.message).toMatch(/Look first.*remove \/state\/known_hosts:3$/);
  });
});
