import { describe, expect, test } from "vitest";
import { layOut } from "./lay-out.ts";
import { svgOf } from "./svg-of.ts";
import { labOf, layers, sampleDrawing, sampleNode, star } from "./testing/sample-drawings.ts";
import { writeSvg } from "./write-svg.ts";

/** What a reader can read in a picture, without regard to where lines break. */
function textsOf(svg: string): string {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)]
    .map(([, text]) => text)
    .join("")
    .replaceAll(/\s/g, "");
}

function widthOf(svg: string): number {
  return Number(/^<svg [^>]*width="([\d.]+)"/.exec(svg)?.[1]);
}

describe("svgOf()", () => {
  test.each([
    ["a star of 39", star(39)],
    ["layers", layers(4, 9)],
    ["a lab of 10 apps", labOf(10)],
  ])("shows every name, line and label of %s", async (_, drawing) => {
    const texts = textsOf(await svgOf(drawing));
    const all = [
      ...drawing.nodes.flatMap(({ lines }) => lines),
      ...drawing.edges.flatMap(({ label }) => label ?? []),
      ...(drawing.boxes ?? []).map(({ label }) => label),
    ];
    expect(all.filter(text => !texts.includes(text.replaceAll(" ", "")))).toEqual([]);
  });

  test("is hardly larger for 100 apps than for 10", async () => {
    const [ten, hundred] = [await svgOf(labOf(10)), await svgOf(labOf(100))];
    expect(hundred.length).toBeLessThan(ten.length * 1.2);
    expect(textsOf(hundred)).toContain("app-0,app-1,app-2and97more");
  });

  test("fits a phone", async () => {
    for (const drawing of [star(3), star(119), layers(6, 6), labOf(10), labOf(100)])
      expect(widthOf(await svgOf(drawing))).toBeLessThanOrEqual(500);
  });

  test("tells its title, and what it shows, to whoever does not see it", async () => {
    const svg = await svgOf({ ...sampleDrawing([sampleNode("a")]), title: "R&D <now>", alternative: "a > b" });
    expect(svg).toContain('role="img"');
    expect(svg).toContain("<title>R&amp;D &lt;now&gt;</title>\n<desc>a &gt; b</desc>");
  });

  test("holds nothing that runs, and asks for nothing outside of itself", async () => {
    const node = sampleNode("a", "app", { lines: ['<script>alert(1)</script><image href="https://example.org"/>'] });
    const svg = await svgOf(sampleDrawing([node], [{ from: "a", to: "a", label: "<b>" }]));
    expect(svg).not.toMatch(/<(script|image|use|a|foreignObject|b)\b/);
    expect(svg.replaceAll(/<text[^>]*>[^<]*/g, "")).not.toMatch(
      /href|@import|url\((?!#)|https?:(?!\/\/www.w3.org\/2000\/svg")/,
    );
  });

  test("has numbers of one decimal at most", async () => {
    expect((await svgOf(labOf(10))).replaceAll(/<(text|desc|title|style)[^>]*>[^<]*/g, "")).not.toMatch(/\d\.\d\d/);
  });

  test("gives the same bytes twice", async () => {
    const drawing = labOf(10);
    const [one, other] = [await layOut(drawing), await layOut(structuredClone(drawing))];
    expect(writeSvg(drawing, one)).toBe(writeSvg(drawing, other));
  });

  test("names in the legend the kinds that are drawn, and no more", async () => {
    const kinds = ["outside", "app", "person"] as const;
    const svg = await svgOf(sampleDrawing(kinds.map(kind => sampleNode("x", kind, { id: kind }))));
    expect(textsOf(svg)).toBe("xxxpersonappoutsidethelab");
    expect(textsOf(await svgOf(sampleDrawing([sampleNode("erp")])))).toBe("erpapp");
  });

  test("says what a dashed edge is, where there is one", async () => {
    const svg = await svgOf(sampleDrawing([sampleNode("a")], [{ from: "a", to: "a", isDashed: true }]));
    expect(textsOf(svg)).toBe("aappnotalways");
  });
});
