import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { stripVTControlCharacters } from "node:util";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { LabCopy, PATIENCE, startLab } from "../testing/lab-copy.ts";

let copy: LabCopy;
let watching: Watching;

beforeAll(() => {
  copy = new LabCopy();
}, PATIENCE);
beforeEach(async () => {
  copy.reset();
  watching = new Watching(startLab(copy.folder, ["watch"]));
  await watching.says(/Watching clusters\/, platform\/, apps\/; Ctrl-C ends\n/);
}, PATIENCE);
afterEach(() => watching.end("SIGKILL"));
afterAll(() => copy.dispose());

const DEPLOYMENT = "rendered/arcodange/webapp/deployment-webapp.yaml";
/** What ends the report of every save. */
const DONE = /\d ms\n/;

describe("lab watch", { timeout: PATIENCE }, () => {
  test("shows what the save of a leaf file changes, and the tree on disk follows", async () => {
    copy.edit("apps/webapp.ts", "Size.mebibytes(128)", "Size.mebibytes(160)");
    const said = await watching.says(DONE);
    expect(said).toMatch(/^arcodange\/webapp\n {2}update {3}Deployment\/webapp\n +spec\S+memory: 128Mi → 160Mi\n/);
    expect(said).toContain("rehearsal/webapp\n");
    expect(said).not.toContain("erp");
    expect(copy.read(DEPLOYMENT)).toContain("160Mi");
  });

  test("shows what the save of a shared file changes in every unit, and of a file of images in one", async () => {
    copy.edit("platform/shapes/tenant.ts", "requests: { storage: size.asString() }", 'requests: { storage: "6Gi" }');
    const shared = await watching.says(DONE);
    for (const unit of ["arcodange/erp", "arcodange/erp-sandbox", "rehearsal/erp"])
      expect(shared).toContain(`${unit}\n`);
    expect(shared).toContain("5Gi → 6Gi");
    expect(copy.read("rendered/rehearsal/erp/persistentvolumeclaim-documents.yaml")).toContain("6Gi");

    copy.write("clusters/arcodange/images.yaml", "erp-sandbox:\n  tag: 1.5.0-rc1\n");
    const image = await watching.says(DONE);
    expect(image).toMatch(
      /^arcodange\/erp-sandbox\n {2}update {3}Deployment\/erp\n.*erp:1\.0\.0 → \S+erp:1\.5\.0-rc1\n/,
    );
    expect(image).not.toContain("arcodange/erp\n");
  });

  test("shows file and line of a broken edit, keeps the last good tree, and goes on when it is mended", async () => {
    const good = copy.rendered();
    copy.edit("apps/webapp.ts", "database: true,", "database: : true,");
    expect(await watching.says(DONE)).toMatch(/^error {2}Cannot accept apps\/webapp\.ts:10: .* in apps\/webapp\.ts/);
    expect(copy.rendered()).toEqual(good);

    copy.edit("apps/webapp.ts", "database: : true,", "database: true,");
    expect(await watching.says(DONE)).toMatch(/^Nothing changes\n/);
    expect(copy.rendered()).toEqual(good);

    copy.edit("apps/webapp.ts", "Size.mebibytes(128)", "Size.mebibytes(160)");
    expect(await watching.says(DONE)).toContain("128Mi → 160Mi");
  });

  test("shows a finding of the rules as well, and keeps the last good tree", async () => {
    const good = copy.rendered();
    copy.edit("apps/erp.ts", '"sandbox"', '"sandbx"');
    expect(await watching.says(DONE)).toContain('no cluster has an environment "sandbx"');
    expect(copy.rendered()).toEqual(good);
  });

  test("takes a file that was missing when it was asked for as soon as it is there", async () => {
    copy.write(
      "apps/index.ts",
      `import { shop } from "./shop.ts";\n${copy.read("apps/index.ts").replace("[cms", "[shop, cms")}`,
    );
    expect(await watching.says(DONE)).toMatch(/^error {2}Cannot accept apps\/index\.ts: .*apps\/shop\.ts/);
    copy.write(
      "apps/shop.ts",
      copy
        .read("apps/cms.ts")
        .replaceAll("cms", "shop")
        .replace(/publicNames.*/, ""),
    );
    expect(await watching.says(DONE)).toContain("create   Deployment/shop\n");
    expect(copy.read("rendered/arcodange/shop/deployment-shop.yaml")).toContain("arcodange-org/shop:1.0.0");
  });

  test("writes what lab render would write", async () => {
    copy.edit("apps/webapp.ts", "Size.mebibytes(128)", "Size.mebibytes(160)");
    await watching.says(DONE);
    await watching.end("SIGINT");
    expect(copy.lab("drift").status).toBe(0);
  });

  test.each(["SIGINT", "SIGTERM"] as const)("ends on %s, and no process stays", async signal => {
    expect(await watching.end(signal)).toBe(signal);
    expect(() => process.kill(-watching.group, 0), "its group of processes").toThrow("ESRCH");
  });
});

/** A running `lab watch`, and what it has said so far. */
class Watching {
  readonly group: number;
  readonly #child: ChildProcess;
  readonly #exit: Promise<unknown[]>;
  #unread = "";
  #heard = () => {};

  constructor(child: ChildProcess) {
    this.#child = child;
    this.#exit = once(child, "exit");
    this.group = child.pid ?? 0;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.#unread += stripVTControlCharacters(text);
        this.#heard();
      });
    }
  }

  /** Waits until what it said since the last call matches; returns all of that. */
  async says(pattern: RegExp): Promise<string> {
    while (!pattern.test(this.#unread)) await new Promise<void>(resolve => (this.#heard = resolve));
    const said = this.#unread;
    this.#unread = "";
    return said;
  }

  /** Returns the signal that ended it. */
  async end(signal: "SIGINT" | "SIGTERM" | "SIGKILL"): Promise<unknown> {
    this.#child.kill(signal);
    return (await this.#exit)[1];
  }
}
