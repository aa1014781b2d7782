import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { LabCopy, PATIENCE } from "../testing/lab-copy.ts";

let copy: LabCopy;

beforeAll(() => {
  copy = new LabCopy();
}, PATIENCE);
beforeEach(() => copy.reset());
afterAll(() => copy.dispose());

/** Without secrets, and without any tofu. */
function tofu(...words: string[]) {
  const env = { LAB_PARTS: copy.path("none"), PATH: copy.path("none"), LAB_SECRET_COMMAND: undefined };
  return copy.labUnder({ env: { ...env, LAB_TOFU_PASSPHRASE: undefined, VAULT_ADDR: undefined } }, "tofu", ...words);
}

describe("lab tofu", { timeout: PATIENCE }, () => {
  test.each([
    ["init", ["<stack>", "--cluster <name>", "--upgrade", "--reconfigure"]],
    ["plan", ["[stack]", "--all", "--cluster <name>", "--json"]],
    ["apply", ["<stack>", "--cluster <name>", "--yes"]],
    ["output", ["<stack>", "[output...]", "--cluster <name>", "--json"]],
    ["unlock", ["<stack>", "<lock>", "--cluster <name>"]],
  ])("%s tells how it is used", (name, words) => {
    const { status, stdout } = tofu(name, "--help");
    expect({ status, missing: words.filter(word => !stdout.includes(word)) }).toEqual({ status: 0, missing: [] });
  });

  test("tells how it finds secrets, and its exit codes", () => {
    const { status, stdout } = tofu("--help");
    expect(status).toBe(0);
    expect(stdout).toContain("LAB_TOFU_PASSPHRASE");
    expect(stdout).toContain("3 stopped before data is lost");
  });

  test.each([
    [["plan"], "Cannot plan: name one stack, or say --all"],
    [["plan", "vault", "--all"], "Cannot plan: name one stack, or say --all"],
    [["plan", "valt"], 'Cannot find stack of arcodange "valt": did you mean "vault"?'],
    [["apply", "vault", "--cluster", "rehersal"], 'Cannot find cluster "rehersal": did you mean "rehearsal"?'],
    [["unlock", "vault", "abc"], 'Cannot unlock: "abc" is no number of a lock'],
    [["output", "vault"], 'Cannot find secret "tofu/passphrase", any one of these ways would do:'],
    [["destroy", "vault"], "unknown command 'destroy'"],
  ])("%s ends with 2 and says why", (words, message) => {
    const { status, stdout, stderr } = tofu(...words);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(message);
  });

  test("ends with 2 before anything else when variables are not as a fresh render has them", () => {
    copy.remove("rendered/arcodange/tofu/vault.tfvars.json");
    const { status, stderr } = tofu("plan", "vault");
    expect(status).toBe(2);
    expect(stderr).toBe(
      'Cannot work on stack "vault" of arcodange: rendered/arcodange/tofu/vault.tfvars.json is not as a fresh render has it, ' +
        'run "npm start" and commit what it changes\n',
    );
  });

  test("ends with 2 and the findings when the lab cannot be rendered", () => {
    copy.edit("apps/erp.ts", '"sandbox"', '"sandbx"');
    const { status, stderr } = tofu("plan", "--all");
    expect(status).toBe(2);
    expect(stderr).toContain('no cluster has an environment "sandbx"');
  });
});
