import { describe, expect, test } from "vitest";
import { textWidth } from "./text-width.ts";

describe("textWidth()", () => {
  test("knows narrow letters from wide ones, and takes what it does not know for wide", () => {
    expect(textWidth("illi", 13)).toBeLessThan(textWidth("mWWm", 13) / 3);
    expect(textWidth("→", 13)).toBe(textWidth("m", 13));
  });

  test("counts a letter outside of Unicode's first plane once", () => {
    expect(textWidth("🍓", 13)).toBe(textWidth("m", 13));
  });

  test("grows with the size, and in bold", () => {
    expect(textWidth("Traefik", 26)).toBeCloseTo(2 * textWidth("Traefik", 13));
    expect(textWidth("Traefik", 13, true)).toBeGreaterThan(textWidth("Traefik", 13));
  });

  /** Widths in ems, as Chromium measures them. */
  test.each([
    ["192.168.1.0/24", 7.65],
    ["erp-sandbox.arcodange.lab", 13.68],
    ["kube-state-metrics", 9.42],
  ])("is not below what DejaVu Sans takes for %s, and not far above", (text, ems) => {
    expect(textWidth(text, 1)).toBeGreaterThanOrEqual(ems);
    expect(textWidth(text, 1)).toBeLessThan(ems * 1.15);
  });
});
