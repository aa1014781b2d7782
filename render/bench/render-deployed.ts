// `lab render` without the guidebook, which stays as it lies there: the difference is what the guidebook costs. Nothing is
// printed, and no commit is looked at.
import "node:crypto"; // as in lab.mjs
import module from "node:module";
import { join } from "node:path";
import v8 from "node:v8";
import { importDirectly } from "../import-directly.ts";

v8.setFlagsFromString("--semi-space-growth-factor=1"); // on the command line it has another effect
v8.setFlagsFromString("--no-lazy");
module.enableCompileCache(join(import.meta.dirname, "../../node_modules/.cache/compiled"));
importDirectly();
const { readTree } = await import("../tree/read.ts");
const { writeTree } = await import("../tree/write.ts");
const { isGuidebook } = await import("../tree/unit-paths.ts");
const { readSources } = await import("../memory/sources.ts");
const { readMemory, writeMemory } = await import("../memory/memory.ts");
const { remembering } = await import("../memory/remember.ts");
const { renderDeployed } = await import("../render-repository.ts");
const { accepted } = await import("../schemas/accepted.ts");
const { renderedFolder, repositoryFolder } = await import("../repository.ts");

const before = readTree(renderedFolder);
const memory = readMemory();
const builder = remembering(readSources(repositoryFolder), memory.units);
for (const object of Object.values(memory.units).flat()) accepted.add(object);
const { tree, findings } = await renderDeployed(builder.build);
if (findings.some(({ level }) => level === "error")) throw new Error(JSON.stringify(findings));
writeTree(renderedFolder, before, new Map([...[...before].filter(([path]) => isGuidebook(path)), ...tree]));
writeMemory({ ...memory, units: builder.units });
