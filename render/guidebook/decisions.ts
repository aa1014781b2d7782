import type { Lab } from "../checks/rule.ts";
import { DECISIONS_FOLDER } from "./drafts.ts";
import { headingsOf } from "./headings.ts";
import { linkedFiles } from "./links.ts";

/** A decision that somebody may want to undo, and what is known of it. */
export interface Decision {
  /** `platform/decisions/0004-unsealing-vault.md` */
  readonly file: string;
  /** Path of its page: `decisions/0004-unsealing-vault`. */
  readonly page: string;
  /** That of its file's name; undefined where it has none. */
  readonly number: number | undefined;
  /** As it stands there: `4. Unsealing Vault by a timer`. */
  readonly title: string;
  /** Parts of it that are there, in their order: `Context` ... */
  readonly parts: readonly string[];
  /** Files of the repository that it governs. */
  readonly governs: readonly string[];
}

/** What every decision consists of, in this order. */
export const DECISION_PARTS = ["Context", "Decision", "Consequences", "Governs"] as const;

/** Every decision, in the order of their files. */
export function decisionsOf({ prose }: Pick<Lab, "prose">): Decision[] {
  return [...prose].flatMap(([file, text]) => (file.startsWith(DECISIONS_FOLDER) ? [readDecision(file, text)] : []));
}

function readDecision(file: string, text: string): Decision {
  const name = file.slice(DECISIONS_FOLDER.length, -".md".length);
  const [, number] = /^(\d{4})-/.exec(name) ?? [];
  const known = DECISION_PARTS.join("|");
  const parts = [...text.matchAll(new RegExp(`^\\*\\*(${known})\\.\\*\\* `, "gm"))].map(([, part = ""]) => part);
  const [, governs = ""] = /^\*\*Governs\.\*\* (.*)$/ms.exec(text) ?? [];
  return {
    file,
    page: `decisions/${name}`,
    number: number === undefined ? undefined : Number(number),
    title: headingsOf(text)[0]?.text ?? "",
    parts,
    governs: linkedFiles(governs),
  };
}
