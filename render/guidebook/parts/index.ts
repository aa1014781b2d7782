import type { Part } from "../part.ts";

/** Every part that a page can take, alphabetically. */
export const parts: readonly Part[] = [];
