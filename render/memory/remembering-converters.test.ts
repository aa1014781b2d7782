import { beforeAll, describe, expect, test } from "vitest";
import type { Lab } from "../checks/rule.ts";
import type { Converters } from "../guidebook/converters.ts";
import { guidebookFiles } from "../guidebook/guidebook-files.ts";
import { sitePath } from "../guidebook/site/address-of.ts";
import { declaredLab } from "../testing/declared-lab.ts";
import { type Last, rememberingConverters } from "./remembering-converters.ts";
import type { Sources } from "./sources.ts";

const SOURCES = { machinery: "a", all: "b", registry: "c", apps: new Map() } satisfies Sources;
const NOTHING: Last = { made: {}, textAt: () => undefined };

let lab: Lab;
let first: Awaited<ReturnType<typeof rendered>>;
beforeAll(async () => {
  lab = await declaredLab();
  first = await rendered(lab, NOTHING);
});

/** The guidebook, and what had to be made anew for it. */
async function rendered(of: Lab, last: Last, sources: Sources | undefined = SOURCES) {
  const anew: string[] = [];
  const counting: Converters = {
    async picture(_, name) {
      anew.push(`${name}.svg`);
      return `<svg>${name}</svg>\n`;
    },
    page(_, { path, title, text }) {
      anew.push(path);
      return { html: `<p>${text}</p>\n`, searched: JSON.stringify([sitePath(path), title, [["", "", text]]]) };
    },
    script() {
      anew.push("script");
      return "run();\n";
    },
  };
  const converters = rememberingConverters(sources, last, counting);
  const files = new Map(await guidebookFiles(of, converters));
  return { anew, files, last: { made: converters.made, textAt: (path: string) => files.get(path) } satisfies Last };
}

function pagesOf(anew: readonly string[]): string[] {
  return anew.filter(name => name !== "script" && !name.endsWith(".svg"));
}

/** The same last tree with one file in it as somebody left it. */
function edited(path: string, edit: (text: string) => string): Last {
  return { ...first.last, textAt: file => (file === path ? edit(first.files.get(file) ?? "") : first.files.get(file)) };
}

describe("rememberingConverters()", () => {
  test("make nothing twice, and give the same files", async () => {
    const second = await rendered(lab, first.last);
    expect(first.anew.length).toBeGreaterThan(20);
    expect(second.anew).toEqual([]);
    expect(second.files).toEqual(first.files);
    expect(second.last.made).toEqual(first.last.made);
  });

  test("make the one page anew whose words changed", async () => {
    const file = "platform/components/redis/page.md";
    const prose = new Map(lab.prose).set(file, `${lab.prose.get(file)}\nOne sentence more.\n`);
    const second = await rendered({ ...lab, prose }, first.last);
    expect(second.anew).toEqual(["tools/redis"]);
    expect(second.files.get("arcodange/guidebook/site/search.js")).toContain("One sentence more.");
  });

  test("make every page anew when the title of one changed: all lead to it", async () => {
    const file = "platform/components/redis/page.md";
    const prose = new Map(lab.prose).set(file, (lab.prose.get(file) ?? "").replace(/^# .*/, "# Another name"));
    const second = await rendered({ ...lab, prose }, first.last);
    expect(pagesOf(second.anew)).toEqual(pagesOf(first.anew));
  });

  test.each([
    ["arcodange/guidebook/site/storage.html", "storage"],
    ["arcodange/guidebook/site/script.js", "script"],
    ["arcodange/guidebook/site/pictures/whole-lab.svg", "whole-lab.svg"],
  ])("mend %s, which somebody edited", async (path, name) => {
    const second = await rendered(
      lab,
      edited(path, text => `${text} `),
    );
    expect(second.anew).toEqual([name]);
    expect(second.files).toEqual(first.files);
  });

  test("mend the line of a page in what is searched, and all of it where it is gone", async () => {
    const path = "arcodange/guidebook/site/search.js";
    const line = await rendered(
      lab,
      edited(path, text => text.replace('["storage.html","', '["storage.html","More ')),
    );
    expect(line.anew).toEqual(["storage"]);
    const gone = await rendered(
      lab,
      edited(path, () => ""),
    );
    expect(gone.anew).toEqual(pagesOf(first.anew));
    expect(gone.files).toEqual(first.files);
  });

  test("make everything anew when the machinery is another", async () => {
    expect((await rendered(lab, first.last, { ...SOURCES, machinery: "other" })).anew).toEqual(first.anew);
  });

  test("remember nothing where the sources cannot be known", async () => {
    const converters = rememberingConverters(undefined, first.last);
    converters.script(lab);
    expect(converters.made).toEqual({});
  });
});
