import { Size } from "cdk8s";
import { describe, expect, test } from "vitest";
import { objectsIn, only, sampleInstance } from "../testing/sample-instance.ts";
import { SCRAPED, scraped } from "./metrics.ts";
import { StaticSite } from "./static-site.ts";
import { WebApp } from "./web-app.ts";

describe("scraped()", () => {
  test("says port and path, and the scheme only where it is not http", () => {
    expect(scraped({ port: 9090 }).annotations).toEqual({
      "prometheus.io/scrape": "true",
      "prometheus.io/port": "9090",
      "prometheus.io/path": "/metrics",
    });
    expect(scraped({ port: 1, scheme: "https" }).annotations).toMatchObject({ "prometheus.io/scheme": "https" });
  });
});

describe.each([
  ["WebApp", WebApp],
  ["StaticSite", StaticSite],
])("%s", (_, Shape) => {
  const process = { port: 3000, memory: Size.mebibytes(64) };
  const objects = (watched: { metricsPath?: string }) =>
    objectsIn(chart => new Shape(chart, "web", { ...sampleInstance(), ...process, ...watched }));

  test("is found by Prometheus, which its namespace lets in, once it names the path of its metrics", () => {
    const watched = objects({ metricsPath: "/stats" });
    const { template, selector } = only(watched, "Deployment").spec;
    expect(template.metadata.labels).toMatchObject({ ...SCRAPED, ...selector.matchLabels });
    expect(template.metadata.annotations).toMatchObject({
      "prometheus.io/port": "3000",
      "prometheus.io/path": "/stats",
    });
    const { podSelector, ingress } = only(watched, "NetworkPolicy", "admit-prometheus").spec;
    expect(podSelector.matchLabels).toEqual(SCRAPED);
    expect(ingress[0].from[0].podSelector.matchLabels).toEqual({ "app.kubernetes.io/name": "prometheus" });
  });

  test("is left alone where it names none, and selects by the same labels either way", () => {
    const bare = objects({});
    expect(only(bare, "Deployment").spec.template.metadata.annotations).toBeUndefined();
    expect(bare.filter(({ metadata }) => metadata.name === "admit-prometheus")).toEqual([]);
    expect(only(bare, "Deployment").spec.selector).toEqual(
      only(objects({ metricsPath: "/" }), "Deployment").spec.selector,
    );
  });
});
