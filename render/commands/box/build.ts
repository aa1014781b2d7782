import { Command } from "commander";
import { BED_PROGRAMS, TEST_PROGRAMS } from "../../bed/bed-programs.ts";
import { buildParts } from "../../bed/program/build-parts.ts";
import { partsFolder } from "../../bed/program/program.ts";

export const buildCommand = new Command("build")
  .summary("build the programs that are missing")
  .description(
    "Builds the programs of the box, and of its tests, that are neither in the folder LAB_PARTS (~/.cache/lab/parts\n" +
      "where it is not set) nor on PATH, from pinned Go modules: a quarter of an hour on two cores from nothing. Needs\n" +
      "Go 1.26.",
  )
  .action(async () => {
    const folder = partsFolder();
    await buildParts([...BED_PROGRAMS, ...TEST_PROGRAMS], { folder, say: console.log });
    console.log(`Every program of the box and of its tests is in ${folder} or on PATH`);
  });
