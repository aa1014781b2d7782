import { usersOfTool } from "../users-of-tool.ts";
import { type Coupling, sharedBy } from "./coupling.ts";

export const sameModels: Coupling = {
  name: "same-models",
  title: "The same language models",
  explanation: "Apps ask one ollama. A long question of one makes the others wait, and each may load or delete models.",
  remedy: "Ask at different times; nothing here keeps them apart.",
  find: lab => sharedBy("ollama", usersOfTool(lab, "ollama"), []),
};
