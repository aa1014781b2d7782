import module from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import type { Suspect } from "./patterns.ts";

const { compileCache } = workerData as { readonly compileCache: string | undefined };
if (compileCache !== undefined) module.enableCompileCache(compileCache);
const { lintSource } = await import("@secretlint/core");
const { rules } = await import("@secretlint/secretlint-rule-preset-recommend");

/** Comments in a text could switch secretlint off for all that follows; here nothing can. */
const COMMENTS = "@secretlint/secretlint-rule-filter-comments";
const config = {
  rules: rules.filter(({ meta }) => meta.id !== COMMENTS).map(rule => ({ id: rule.meta.id, rule })),
};

parentPort?.on("message", async (text: string) => {
  const { messages } = await lintSource({
    source: { content: text, contentType: "text", filePath: "objects.yaml" },
    options: { noPhysicFilePath: true, config },
  });
  const suspects: Suspect[] = messages.map(({ messageId, range: [start, end] }) => ({
    start,
    end,
    what: `a ${messageId} (secretlint)`,
  }));
  parentPort?.postMessage(suspects);
});
