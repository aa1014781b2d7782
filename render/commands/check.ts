import { Command } from "commander";
import { rules } from "../checks/index.ts";
import { pageRules } from "../guidebook/rules/index.ts";
import { renderRepository } from "../render-repository.ts";
import { findingLines, hasErrors } from "../terminal/finding-lines.ts";

export const command = new Command("check")
  .description("Holds every rule against facts, names and objects, and lists all findings with the file to edit.")
  .option("--json", "print the findings as JSON")
  .action(async ({ json }: { json?: true }) => {
    const { findings, labs } = await renderRepository();
    if (json) console.log(JSON.stringify(findings));
    else {
      const objects = labs.flatMap(({ units }) => units.flatMap(unit => unit.objects)).length;
      const errors = findings.filter(({ level }) => level === "error").length;
      const verdict =
        errors === 0
          ? `Satisfied: ${rules.length + pageRules.length} rules over ${objects} objects`
          : `Not satisfied: ${errors} ${errors === 1 ? "error" : "errors"}`;
      console.log([...findingLines(findings), verdict].join("\n"));
    }
    process.exitCode = hasErrors(findings) ? 1 : 0;
  });
