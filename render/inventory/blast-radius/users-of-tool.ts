import type { AppTool } from "../../../platform/app-tool.ts";
import type { Lab } from "../../checks/rule.ts";
import { unitThing } from "./things.ts";

/** Instances that say they use a tool, as things. */
export function usersOfTool({ units }: Lab, tool: AppTool): string[] {
  return units.filter(({ instance }) => instance?.tools.includes(tool)).map(({ name }) => unitThing(name));
}
