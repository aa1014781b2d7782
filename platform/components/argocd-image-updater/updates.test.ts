import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { Instance } from "../../instance.ts";
import { sampleCluster, sampleInstance } from "../../testing/sample-instance.ts";
import { imageUpdates } from "./updates.ts";

const production = sampleInstance({ name: "shop", environment: "prod" });
const sandbox = sampleInstance();
const updatesOf = (...instances: Instance[]) => imageUpdates(sampleCluster, instances).get("shop");

describe("imageUpdates()", () => {
  test("writes tag and name where the renderer reads them: below the name of the instance", () => {
    const updates = updatesOf(production, sandbox);
    expect(updates?.writeBackConfig?.gitConfig.writeBackTarget).toBe("helmvalues:/clusters/home/images.yaml");
    expect(
      updates?.applicationRefs.map(({ namePattern, images }) => [namePattern, images[0]?.manifestTargets]),
    ).toEqual([
      ["shop", { helm: { name: "shop.name", tag: "shop.tag" } }],
      ["shop-sandbox", { helm: { name: "shop-sandbox.name", tag: "shop-sandbox.tag" } }],
    ]);
  });

  test("pushes every environment of an app to one branch, and never to the one that is deployed", () => {
    const branches = updatesOf(production, sandbox)?.applicationRefs.map(
      ({ writeBackConfig }) => writeBackConfig?.gitConfig.branch,
    );
    expect(branches).toEqual(["main:bump/shop", "main:bump/shop"]);
  });

  test("pushes with a login that is not Argo CD's own, and that is found by its address", () => {
    expect(updatesOf(production)?.writeBackConfig).toMatchObject({
      method: "git:repocreds",
      gitConfig: { repository: "https://image-updater@git.home.lab/home-org/lab.git" },
    });
  });

  test("gives production releases only, and a sandbox pre-releases too", () => {
    const names = updatesOf(production, sandbox)?.applicationRefs.map(({ images }) => images[0]?.imageName);
    expect(names).toEqual(["git.home.lab/home-org/shop", "git.home.lab/home-org/shop:x-0"]);
  });

  test("takes images only that run on the machines of the cluster", () => {
    expect(updatesOf(production)?.commonUpdateSettings?.platforms).toEqual(["linux/arm64"]);
  });

  test("is one object for each app: a new app changes those of no other", () => {
    const other = sampleInstance({ app: "blog", name: "blog", image: "git.home.lab/home-org/blog:1.0.0" });
    const both = imageUpdates(sampleCluster, [production, other]);
    expect([...both.keys()]).toEqual(["shop", "blog"]);
    expect(both.get("shop")).toEqual(updatesOf(production));
  });

  test("leaves alone what comes from elsewhere, and an app whose chart names its images", () => {
    const foreign = sampleInstance({ image: "docker.io/library/nginx:1.29" });
    expect(updatesOf(foreign, sampleInstance({ image: "" }))).toBeUndefined();
  });
});

const clusters = new URL("../../../clusters/", import.meta.url);
const files = readdirSync(clusters, { recursive: true, encoding: "utf8" }).filter(path => path.endsWith("images.yaml"));

test.each(files)(
  "%s holds a mapping, were it an empty one: of comments alone the Image Updater makes an error",
  path => {
    expect(parse(readFileSync(new URL(path, clusters), "utf8"))).toEqual(expect.any(Object));
  },
);
