import { describe, expect, test } from "vitest";
import type { Drawing } from "../guidebook/pictures/drawing.ts";
import { rememberingPictures } from "./remember-pictures.ts";
import type { Sources } from "./sources.ts";

const SOURCES = { machinery: "a", all: "b", registry: "c", apps: new Map() } satisfies Sources;

const drawing = (title: string): Drawing => ({ title, alternative: "", nodes: [], edges: [] });

/** Draws the titles, and what each drawer had to draw anew. */
async function drawn(titles: readonly string[], known: Readonly<Record<string, string>>, sources?: Sources) {
  const anew: string[] = [];
  const { draw, pictures } = rememberingPictures(sources, known, async ({ title }) => {
    anew.push(title);
    return `<svg>${title}</svg>`;
  });
  const svgs = [];
  for (const title of titles) svgs.push(await draw(drawing(title)));
  return { anew, svgs, pictures };
}

describe("rememberingPictures()", () => {
  test("draws what it does not know, and gives the same for what it knows", async () => {
    const first = await drawn(["lab", "network"], {}, SOURCES);
    const second = await drawn(["lab", "secrets"], first.pictures, SOURCES);
    expect(first.anew).toEqual(["lab", "network"]);
    expect(second.anew).toEqual(["secrets"]);
    expect(second.svgs).toEqual(["<svg>lab</svg>", "<svg>secrets</svg>"]);
  });

  test("forgets what is not drawn any more", async () => {
    const first = await drawn(["lab", "network"], {}, SOURCES);
    const second = await drawn(["lab"], first.pictures, SOURCES);
    expect(Object.keys(second.pictures)).toHaveLength(1);
  });

  test("draws everything anew when the machinery is another", async () => {
    const first = await drawn(["lab"], {}, SOURCES);
    expect((await drawn(["lab"], first.pictures, { ...SOURCES, machinery: "other" })).anew).toEqual(["lab"]);
  });

  test("keeps its pictures when nothing but an app changed", async () => {
    const first = await drawn(["lab"], {}, SOURCES);
    expect((await drawn(["lab"], first.pictures, { ...SOURCES, all: "other", registry: "other" })).anew).toEqual([]);
  });

  test("remembers nothing where the sources cannot be known", async () => {
    const first = await drawn(["lab"], {}, SOURCES);
    const second = await drawn(["lab"], first.pictures);
    expect(second.anew).toEqual(["lab"]);
    expect(second.pictures).toEqual({});
  });
});
