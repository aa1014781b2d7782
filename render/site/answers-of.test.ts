import { runInNewContext } from "node:vm";
import { beforeAll, describe, expect, test } from "vitest";
import { SEARCH_DATA, type SearchData } from "../guidebook/site/search-data.ts";
import { siteOf } from "../guidebook/site/site.ts";
import { declaredLab } from "../testing/declared-lab.ts";
import { layOut } from "../tree/lay-out.ts";
import type { Answer } from "./answer.ts";
import { answersOf, placesOf } from "./answers-of.ts";
import type { ShownLab } from "./follow-lab.ts";

let shown: ShownLab;
beforeAll(async () => {
  const lab = await declaredLab();
  const tree = new Map(layOut(lab.units).tree);
  tree.set("arcodange/hosts/pi1/etc/motd", "<b>welcome</b>\n");
  tree.set("arcodange/guidebook/site/pictures/lab.svg", "<svg/>");
  shown = { lab, tree, site: siteOf(lab, placesOf("guidebook")) };
});

function answer(path: string, reviewPage = async () => "<!doctype html>the review"): Promise<Answer> {
  return answersOf({ shownLab: async () => shown, reviewPage })(path);
}

describe("answersOf()", () => {
  test("shows the guidebook at its root, with the other places beside it", async () => {
    const front = await answer("/");
    expect(front).toMatchObject({ status: 200, headers: { "Content-Type": "text/html; charset=utf-8" } });
    expect(front).toEqual(await answer("/index.html"));
    for (const place of ["/tree/", "/review"]) expect(front.text).toContain(`href="${place}"`);
    expect((await answer("/tools/traefik.html")).text).toContain("<h1");
  });

  test.each([
    ["/style.css", "text/css"],
    ["/script.js", "text/javascript"],
    ["/search.js", "text/javascript"],
    ["/icon.svg", "image/svg+xml"],
    ["/pictures/lab.svg", "image/svg+xml"],
  ])("gives %s as %s", async (path, type) => {
    expect(await answer(path)).toMatchObject({ status: 200, headers: { "Content-Type": `${type}; charset=utf-8` } });
  });

  test("lets one search find pages, objects and other files", async () => {
    const scope: Record<string, SearchData> = {};
    runInNewContext((await answer("/search.js")).text, scope);
    const { pages, files } = scope[SEARCH_DATA] as SearchData;
    expect(pages.map(([address]) => address)).toContain("tools/traefik.html");
    const erp = "arcodange/erp/deployment-erp.yaml";
    expect(files).toContainEqual([`tree/${erp}`, "Deployment erp", erp]);
    expect(files.map(([, title]) => title)).toContain("motd");
    for (const [address] of files) expect((await answer(`/${decodeURIComponent(address)}`)).status).toBe(200);
  });

  test("shows a file line by line, as text, whatever it holds", async () => {
    const { text, headers } = await answer("/tree/arcodange/hosts/pi1/etc/motd");
    expect(text).toContain('<span id="L1"><a href="#L1">1</a>&lt;b&gt;welcome&lt;/b&gt;\n</span>');
    expect(headers["Content-Type"]).toBe("text/html; charset=utf-8");
  });

  test("shows a folder with what is in it, and leads to it without its slash too", async () => {
    const { text } = await answer("/tree/arcodange/erp/");
    expect(text).toContain('href="/tree/arcodange/erp/deployment-erp.yaml"');
    expect((await answer("/tree/")).text).toContain('href="/tree/arcodange/"');
    expect((await answer("/tree")).headers.Location).toBe("/tree/");
    expect((await answer("/tree/arcodange/erp")).headers.Location).toBe("/tree/arcodange/erp/");
  });

  test("says of what is not there that it is not, without running it", async () => {
    for (const path of ["/<script>x</script>.html", "/tree/<script>x</script>", "/etc/passwd", "/tree/../etc/passwd"]) {
      const { status, text } = await answer(path);
      expect({ path, status }).toEqual({ path, status: 404 });
      expect(text).not.toContain("<script>");
    }
  });

  test("shows the review, or why there is none", async () => {
    const review = await answer("/review");
    expect(review.text).toContain("the review");
    expect(review.headers["Content-Security-Policy"]).toBe("frame-ancestors 'none'");
    const none = await answer("/review", async () => Promise.reject(new Error("it has no branch <main>")));
    expect(none.text).toContain("it has no branch &lt;main&gt;");
  });

  test("does not render the lab for a review", async () => {
    const answers = answersOf({
      shownLab: () => Promise.reject(new Error("broken sources")),
      reviewPage: async () => "the review",
    });
    expect((await answers("/review")).text).toBe("the review");
    await expect(answers("/")).rejects.toThrow("broken sources");
  });
});
