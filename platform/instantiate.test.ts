import { Size } from "cdk8s";
import { describe, expect, test } from "vitest";
import { type ChartApp, defineApp, type NativeApp } from "./app.ts";
import { instantiate } from "./instantiate.ts";
import { sampleCluster } from "./testing/sample-instance.ts";

/** Everything that an app may ask for: a new request does not compile until it stands here. */
const shop: Required<NativeApp> = {
  name: "shop",
  environments: ["prod", "sandbox"],
  image: "home-org/shop:1.0.0",
  database: true,
  secrets: ["smtp"],
  volumes: { documents: Size.gibibytes(5) },
  publicNames: ["@", "www"],
  internetPorts: [587],
  tools: ["redis"],
  resources: () => {},
};
const { zone: _, ...inside } = sampleCluster;

describe("instantiate()", () => {
  test("names the instance by the elision rule, and its host after it", () => {
    expect(instantiate(sampleCluster, shop, "prod", undefined)).toMatchObject({ name: "shop", host: "shop.home.lab" });
    expect(instantiate(sampleCluster, shop, "sandbox", undefined)).toMatchObject({
      app: "shop",
      environment: "sandbox",
      name: "shop-sandbox",
      host: "shop-sandbox.home.lab",
    });
  });

  test("hands on every request of the app", () => {
    const { database, secrets, volumes, internetPorts, tools } = instantiate(sampleCluster, shop, "prod", undefined);
    expect({ database, secrets, volumes, internetPorts, tools }).toEqual({
      database: shop.database,
      secrets: shop.secrets,
      volumes: shop.volumes,
      internetPorts: shop.internetPorts,
      tools: shop.tools,
    });
  });

  test("knows the image of the app's file where a tag replaces its own, and only there", () => {
    const { image, firstImage } = instantiate(sampleCluster, shop, "prod", { tag: "2.0.0" });
    expect(image).toBe("git.home.lab/home-org/shop:2.0.0");
    expect(firstImage).toBe("git.home.lab/home-org/shop:1.0.0");
    expect(instantiate(sampleCluster, shop, "prod", undefined)).not.toHaveProperty("firstImage");
  });

  test("asks for nothing that the app does not ask for", () => {
    const plain = defineApp({ name: "plain", environments: ["prod"], image: "home-org/plain:1", resources: () => {} });
    expect(instantiate(sampleCluster, plain, "prod", undefined)).toMatchObject({
      publicHosts: [],
      database: false,
      secrets: [],
      volumes: {},
      internetPorts: [],
    });
  });

  test("has public hosts in production, where the cluster has a zone, and nowhere else", () => {
    expect(instantiate(sampleCluster, shop, "prod", undefined).publicHosts).toEqual(["example.org", "www.example.org"]);
    expect(instantiate(sampleCluster, shop, "sandbox", undefined).publicHosts).toEqual([]);
    expect(instantiate(inside, shop, "prod", undefined).publicHosts).toEqual([]);
  });

  test("takes the image from the lab's own registry, with the tag of an override where there is one", () => {
    const image = (tag?: string) => instantiate(sampleCluster, shop, "prod", tag === undefined ? tag : { tag }).image;
    expect(image()).toBe("git.home.lab/home-org/shop:1.0.0");
    expect(image("2.0.0")).toBe("git.home.lab/home-org/shop:2.0.0");
    expect(image("2.0.0@sha256:ab")).toBe("git.home.lab/home-org/shop:2.0.0@sha256:ab");
  });

  test("has no image for an app with its own chart", () => {
    const chart: ChartApp = { name: "own", environments: ["prod"], chart: true };
    expect(instantiate(sampleCluster, chart, "prod", undefined).image).toBe("");
  });
});
