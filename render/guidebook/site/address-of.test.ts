import { expect, test } from "vitest";
import { declaredLab } from "../../testing/declared-lab.ts";
import { addressOf } from "./address-of.ts";

const { cluster } = await declaredLab();

function from(page: string, link: string): string | undefined {
  return addressOf(link, { cluster, folder: "rendered/arcodange/guidebook", page });
}

test.each([
  ["README", "storage.md", "storage.html"],
  ["README", "tools/traefik.md#secrets", "tools/traefik.html#secrets"],
  ["tools/traefik", "../README.md", "../index.html"],
  ["tools/traefik", "vault.md", "vault.html"],
  ["tools/traefik", "../site/pictures/whole-lab.svg", "../pictures/whole-lab.svg"],
  ["storage", "#backups", "#backups"],
  ["storage", "https://longhorn.io/docs", "https://longhorn.io/docs"],
])("addressOf() leads from %s by %s to %s", (page, link, address) => {
  expect(from(page, link)).toBe(address);
});

test("addressOf() shows files of the repository in Gitea", () => {
  const { host, organisation, repository } = cluster.gitea;
  const main = `https://${host}/${organisation}/${repository}/src/branch/main`;
  expect(from("apps/erp", "../../../../apps/erp.ts")).toBe(`${main}/apps/erp.ts`);
  expect(from("storage", "../erp/deployment-erp.yaml#L3")).toBe(
    `${main}/rendered/arcodange/erp/deployment-erp.yaml#L3`,
  );
});

test.each([
  "javascript:alert(1)",
  "JavaScript:alert(1)",
  "java\nscript:alert(1)",
  "data:text/html,x",
  "//evil.example/x",
  "file:///etc/passwd",
])("addressOf() leads nowhere by %j", link => {
  expect(from("storage", link)).toBeUndefined();
});
