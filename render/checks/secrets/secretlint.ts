import type { Suspect } from "./patterns.ts";

/** Comments in a text could switch secretlint off for all that follows; here nothing can. */
const COMMENTS = "@secretlint/secretlint-rule-filter-comments";

/**
 * What secretlint's recommended rules find in a text. Imported here, because whoever checks nothing need not wait for
 * it. A thread of its own was tried: to start one takes longer than to load it, even for a thousand apps.
 */
export async function lint(text: string): Promise<Suspect[]> {
  const [{ lintSource }, { rules }] = await Promise.all([
    import("@secretlint/core"),
    import("@secretlint/secretlint-rule-preset-recommend"),
  ]);
  const { messages } = await lintSource({
    source: { content: text, contentType: "text", filePath: "objects.yaml" },
    options: {
      noPhysicFilePath: true,
      config: { rules: rules.filter(({ meta }) => meta.id !== COMMENTS).map(rule => ({ id: rule.meta.id, rule })) },
    },
  });
  return messages.map(({ messageId, range: [start, end] }) => ({ start, end, what: `a ${messageId} (secretlint)` }));
}
