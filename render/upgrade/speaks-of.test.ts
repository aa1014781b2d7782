import { expect, test } from "vitest";
import { speaksOf } from "./speaks-of.ts";

function pod(image: string) {
  return { apiVersion: "v1", kind: "Pod", metadata: { name: "web" }, spec: { containers: [{ name: "web", image }] } };
}

test.each(["quay.io/team/web:v1.2.3", "web:1.2.3", "registry:5000/web:v1.2.3@sha256:0a"])(
  "speaksOf() takes %s for version 1.2.3",
  image => {
    expect(speaksOf([pod(image)], "v1.2.3")).toBe(true);
    expect(speaksOf([pod(image)], "1.2.3")).toBe(true);
    expect(speaksOf([pod(image)], "1.2.4")).toBe(false);
  },
);

test("speaksOf() takes no part of a tag, and no port, for a version", () => {
  expect(speaksOf([pod("web:1.2.30")], "1.2.3")).toBe(false);
  expect(speaksOf([pod("registry:5000/web")], "5000")).toBe(false);
});
