import type { Rule } from "../../checks/rule.ts";
import { decisions } from "./decisions.ts";
import { pageCommands } from "./page-commands.ts";
import { pageLinks } from "./page-links.ts";
import { pagePictures } from "./page-pictures.ts";
import { pages } from "./pages.ts";
import { typedFacts } from "./typed-facts.ts";

/** Every rule about the guidebook, alphabetically; they are apart, for what is deployed depends on none of them. */
export const pageRules: readonly Rule[] = [decisions, pageCommands, pageLinks, pagePictures, pages, typedFacts];
