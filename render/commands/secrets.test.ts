import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LabCopy, PATIENCE } from "../testing/lab-copy.ts";

let copy: LabCopy;

beforeAll(() => {
  copy = new LabCopy();
}, PATIENCE);
afterAll(() => copy.dispose());

/** Nobody says who asks Vault or Gitea; what they answer is tried in render/secrets/secrets.lab.test.ts. */
const env = Object.fromEntries(
  ["VAULT_ADDR", "VAULT_TOKEN", "LAB_SECRET_COMMAND", "LAB_VAULT_TOKEN", "LAB_GITEA_TOKEN"].map(name => [
    name,
    undefined,
  ]),
);
const secrets = (...words: string[]) => copy.labUnder({ env }, "secrets", ...words);

describe("lab secrets without a Vault", { timeout: PATIENCE }, () => {
  test("lists every secret with its keys, as unknown, and says which token is missing", () => {
    const { status, stdout, stderr } = secrets("list");
    expect(status).toBe(2);
    expect(stdout).toMatch(/^redis\/passwords +unknown +read by redis$/m);
    expect(stdout).toMatch(/^ {2}default +random$/m);
    expect(stdout).toMatch(/^(\d+) secrets: \1 unknown$/m);
    expect(stderr).toContain('Cannot find secret "vault/token"');
  });

  test("lists those of another cluster as JSON", () => {
    const { status, stdout } = secrets("list", "--cluster", "rehearsal", "--json");
    expect(status).toBe(2);
    const listed = JSON.parse(stdout) as { path: string; cluster: string; state: string }[];
    expect(new Set(listed.map(({ cluster, state }) => `${cluster} ${state}`))).toEqual(new Set(["rehearsal unknown"]));
    expect(listed.map(({ path }) => path)).not.toContain("traefik/duckdns"); // nothing of it is public
  });

  test.each([
    [["set", "redis/password", "default"], 'Cannot find secret "redis/password": did you mean "redis/passwords"?'],
    [["make", "redis/passwords", "nothing/here"], 'Cannot find secret "nothing/here"'],
    [["rotate", "erp/smtp"], "nothing of it is made in place, bring a new value: lab secrets set erp/smtp"],
  ])("refuses %j before it asks for any token", (words, sentence) => {
    const { status, stdout, stderr } = secrets(...words);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(sentence);
    expect(stderr).not.toContain("vault/token");
  });

  test("stops with 3 at what a new value would harm", () => {
    const { status, stdout, stderr } = secrets("rotate", "grafana/admin");
    expect({ status, stdout }).toEqual({ status: 3, stdout: "" });
    expect(stderr).toContain("Left secretKey of grafana/admin alone: Grafana could no longer read");
  });
});
