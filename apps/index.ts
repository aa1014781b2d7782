import type { AppDefinition } from "../platform/app.ts";
import { cms } from "./cms.ts";
import { erp } from "./erp.ts";
import { webapp } from "./webapp.ts";

/** Every app, alphabetically. */
export const apps: readonly AppDefinition[] = [cms, erp, webapp];
