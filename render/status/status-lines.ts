import pc from "picocolors";
import type { Trouble } from "./probe.ts";
import type { Sight } from "./run-probes.ts";

/** What is wrong, the worst first, each with what helps; then the links that are well, in one line. */
export function statusLines(sights: readonly Sight[]): string[] {
  const troubles = sights.flatMap(sight => sight.troubles);
  const well = sights.filter(sight => sight.troubles.length === 0).map(({ link }) => link);
  return [
    ...(["down", "warning"] as const).flatMap(level =>
      troubles.filter(trouble => trouble.level === level).flatMap(lines),
    ),
    ...(well.length === 0 ? [] : [`${pc.green("well")}     ${well.join(", ")}`]),
  ];
}

/** Whether something does not work. */
export function isDown(sights: readonly Sight[]): boolean {
  return sights.some(({ troubles }) => troubles.some(({ level }) => level === "down"));
}

function lines({ level, subject, problem, helps }: Trouble): string[] {
  const word = level === "down" ? pc.red("down".padEnd(7)) : pc.yellow(level);
  return [`${word}  ${pc.bold(subject)}: ${problem}`, `         ${pc.dim(helps)}`];
}
