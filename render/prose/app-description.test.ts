import { describe, expect, test } from "vitest";
import { appTemplate } from "../new-app.ts";
import { appDescription } from "./app-description.ts";

const source = (docstring: string) => `import { defineApp } from "../platform/app.ts";

/** Of a constant. */
const port = 8080;

${docstring}
export const shop = defineApp({ name: "shop" });
`;

describe("appDescription()", () => {
  test("reads the docstring right before the app, in one line", () => {
    const docstring = "/**\n * The shop. State: PostgreSQL,\n * and pictures on a volume.\n */";
    expect(appDescription(source(docstring))).toBe("The shop. State: PostgreSQL, and pictures on a volume.");
  });

  test("keeps what Markdown means", () => {
    expect(appDescription(source("/** Sells *books*: see `apps/shop.ts`. */"))).toBe(
      "Sells *books*: see `apps/shop.ts`.",
    );
  });

  test("takes the docstring of nothing else for it", () => {
    expect(appDescription(source(""))).toBe("");
    expect(appDescription("/** Of a list. */\nexport const shops = [];\n")).toBe("");
  });

  test("finds one in the file of a new app", () => {
    expect(appDescription(appTemplate("web-shop"))).not.toBe("");
  });
});
