import { oncePerLab } from "../inventory/once-per-lab.ts";
import { appDescription } from "../prose/app-description.ts";
import { DECISIONS_FOLDER, draftsOf, TEMPLATES } from "./drafts.ts";

/** A text of the guidebook that a person wrote, without what is derived. */
export interface Writing {
  /** File to edit: `platform/components/redis/page.md`. */
  readonly file: string;
  /** Markdown, as it stands there; of an app its docstring. */
  readonly text: string;
  /** What it is about, where that is one thing: an app, a component. */
  readonly about: string;
  /** It says what was true when it was decided, and is not written anew. */
  readonly isDecision: boolean;
}

/** Every text of a lab's guidebook that a person wrote, templates among them. */
export const writingsOf = oncePerLab((lab): readonly Writing[] => {
  const templates = Object.values(TEMPLATES).map(source => ({ source, about: "" }));
  return [...draftsOf(lab), ...templates].flatMap(({ source, about }) => {
    const text = lab.prose.get(source);
    if (text === undefined) return [];
    const isDecision = source.startsWith(DECISIONS_FOLDER);
    return { file: source, text: source.endsWith(".md") ? text : appDescription(text), about, isDecision };
  });
});
