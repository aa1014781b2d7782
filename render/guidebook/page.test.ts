import { expect, test } from "vitest";
import { relativePath } from "./page.ts";

test.each([
  ["storage", "network", "network"],
  ["storage", "tools/redis", "tools/redis"],
  ["tools/redis", "storage", "../storage"],
  ["tools/redis", "tools/vault", "vault"],
  ["tools/redis", "runbooks/upgrade", "../runbooks/upgrade"],
  ["tools/redis", "tools", "../tools"],
  ["storage", "site/pictures/volumes", "site/pictures/volumes"],
  ["tools/redis", "site/pictures/volumes", "../site/pictures/volumes"],
])("relativePath() leads from %s to %s by %s", (from, to, path) => {
  expect(relativePath(from, to)).toBe(path);
});
