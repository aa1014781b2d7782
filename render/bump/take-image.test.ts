import { expect, test } from "vitest";
import { sampleInstance } from "../../platform/testing/sample-instance.ts";
import { type PushedImage, takers } from "./take-image.ts";

const IMAGE = "git.home.lab/home-org/shop";
const production = sampleInstance({ environment: "prod", name: "shop", image: `${IMAGE}:1.4.2` });
const sandbox = sampleInstance({ image: `${IMAGE}:1.4.3-3` });

test.each([
  ["1.4.3-4", ["shop-sandbox"]],
  ["1.4.3", ["shop", "shop-sandbox"]],
  ["1.4.3-2", []],
  ["1.4.2", []],
  ["1.0.0", []],
])("the tag %s is taken by %j", (tag, names) => {
  expect(namesOf([production, sandbox], pushed({ tag }))).toEqual(names);
});

test("whatever was no version is replaced", () => {
  expect(namesOf([sampleInstance({ image: `${IMAGE}:main` })], pushed({ tag: "0.0.1-1" }))).toEqual(["shop-sandbox"]);
});

test("an instance that runs something else of that tag keeps it", () => {
  const others = [
    sampleInstance({ name: "shop-ghcr", image: "ghcr.io/home-org/shop:1.0.0" }),
    sampleInstance({ name: "shop-other", image: "git.home.lab/home-org/other:1.0.0" }),
    sampleInstance({ name: "blog", app: "blog", image: "git.home.lab/home-org/blog:1.0.0" }),
  ];
  expect(namesOf([sandbox, ...others], pushed({ tag: "2.0.0" }))).toEqual(["shop-sandbox"]);
});

test.each([
  ["no version", pushed({ tag: "latest" }), 'push the image as one such as "1.4.2"'],
  ["for an app that is not here", pushed({ branch: "bump/ghost" }), "no app of that name runs the image"],
  [
    "of another Gitea",
    pushed({ gitea: { server: "https://git.away.lab", repository: "home-org/lab" } }),
    "git.away.lab",
  ],
  [
    "of another organisation",
    pushed({ gitea: { server: "https://git.home.lab/", repository: "me/lab" } }),
    "declare it",
  ],
])("a tag that is %s is refused", (_, image, words) => {
  expect(() => takers([production, sandbox], image)).toThrow(words);
});

function pushed(changes: Partial<PushedImage>): PushedImage {
  const gitea = { server: "https://git.home.lab/", repository: "home-org/lab" };
  return { branch: "bump/shop", tag: "1.4.3", gitea, ...changes };
}

function namesOf(...words: Parameters<typeof takers>): string[] {
  return takers(...words).map(({ name }) => name);
}
