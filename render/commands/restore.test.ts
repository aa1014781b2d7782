import { expect, test } from "vitest";
import { command } from "./restore.ts";

test.each([
  [["volume"], "Cannot restore a volume: say which claim, by its namespace and name such as erp/documents"],
  [["volume", "documents"], 'Cannot restore volume "documents": say which claim'],
  [["postgres", "erp/documents"], 'only of a volume it is said which, as in "lab restore volume erp/documents"'],
  [["volume", "erp/documents", "--time", "2026-11-29T02:00:00Z"], "it has backups of some moments only"],
])("lab restore %j is refused before anything is asked or done", async (words, reason) => {
  await expect(command.parseAsync(words, { from: "user" })).rejects.toThrow(reason);
});
