import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LabCopy, PATIENCE, startLab } from "../testing/lab-copy.ts";

let copy: LabCopy;
let site: ChildProcess;
let address: string;
let said = "";

beforeAll(async () => {
  copy = new LabCopy();
  copy.commit();
  site = startLab(copy.folder, ["site"]);
  for (const stream of [site.stdout, site.stderr]) {
    stream?.setEncoding("utf8").on("data", text => (said += stripVTControlCharacters(text)));
  }
  while (!said.includes("Ctrl-C ends")) await once(site.stdout as NodeJS.ReadableStream, "data");
  address = /http:\/\/127\.0\.0\.1:\d+\//.exec(said)?.[0] ?? said;
}, PATIENCE);

afterAll(() => {
  site?.kill("SIGKILL");
  copy?.dispose();
});

/** Text of a page, once it says something: an edit is noticed a moment after it is saved. */
async function pageWith(path: string, words: string): Promise<string> {
  const text = () => fetch(address + path).then(response => response.text());
  await expect.poll(text, { timeout: PATIENCE / 4, interval: 100 }).toContain(words);
  return text();
}

describe("lab site", { timeout: PATIENCE }, () => {
  test("shows the guidebook, the tree and the review, and writes nothing", async () => {
    const before = copy.stamps();
    await pageWith("tools/traefik.html", "<h1");
    await pageWith("tree/arcodange/erp/deployment-erp.yaml", "kind: Deployment");
    await pageWith("review", "working tree");
    expect(copy.stamps()).toEqual(before);
  });

  test("shows an edit of prose and of a declaration, before anybody renders", async () => {
    copy.edit("platform/components/traefik/page.md", "# Traefik", "# Traefik, the door");
    await pageWith("tools/traefik.html", "Traefik, the door</h1>");
    copy.edit("apps/webapp.ts", "Size.mebibytes(128)", "Size.mebibytes(160)");
    await pageWith("tree/arcodange/webapp/deployment-webapp.yaml", "160Mi");
    expect(copy.read("rendered/arcodange/webapp/deployment-webapp.yaml")).not.toContain("160Mi");
  });

  test("says what is wrong with a broken edit, and goes on once it is mended", async () => {
    const good = copy.read("apps/webapp.ts");
    copy.write("apps/webapp.ts", "export const webapp = ;\n");
    expect(await pageWith("index.html", "apps/webapp.ts")).toContain("error");
    copy.write("apps/webapp.ts", good);
    await pageWith("index.html", "<h1");
  });

  test("makes the review anew once something was rendered", async () => {
    expect(await pageWith("review", "Nothing changes")).not.toContain("160Mi");
    copy.lab("render");
    await pageWith("review", "160Mi");
  });

  test("refuses a port that another program has, a cluster that is none, and words that are no port", () => {
    const [, port = ""] = /:(\d+)\//.exec(address) ?? [];
    expect(copy.lab("site", "--port", port)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("another program has it"),
    });
    expect(copy.lab("site", "--cluster", "moon")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Cannot show cluster "moon"'),
    });
    expect(copy.lab("site", "--port", "0").status).toBe(2);
  });

  test("ends with Ctrl-C, without an error", async () => {
    const exit = once(site, "exit");
    site.kill("SIGINT");
    expect(await exit).toEqual([0, null]);
    await expect(fetch(address)).rejects.toThrow();
  });
});
