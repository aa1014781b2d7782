import pc from "picocolors";
import type { Trouble } from "./probe.ts";
import type { Sight } from "./run-probes.ts";

/**
 * What is wrong, the worst first, each with what helps; what hides other links comes first of all, and once. Then these
 * links, and those that are well, each in one line.
 */
export function statusLines(sights: readonly Sight[]): string[] {
  const all = sights.flatMap(sight => sight.troubles);
  const hidden = Map.groupBy(
    all.filter(({ because }) => because !== undefined),
    ({ because }) => because?.subject as string,
  );
  const causes = [...hidden.values()].map(([first]) => ({ ...first, ...first?.because }) as Trouble);
  const troubles = [...causes, ...all.filter(({ because }) => because === undefined)];
  const well = sights.filter(sight => sight.troubles.length === 0).map(({ link }) => link);
  return [
    ...(["down", "warning"] as const).flatMap(level =>
      troubles.filter(trouble => trouble.level === level).flatMap(lines),
    ),
    ...[...hidden].map(([cause, those]) => `${pc.yellow("unseen")}   ${namesOf(those)}: not without the ${cause}`),
    ...(well.length === 0 ? [] : [`${pc.green("well")}     ${well.join(", ")}`]),
  ];
}

/** Whether something does not work. */
export function isDown(sights: readonly Sight[]): boolean {
  return sights.some(({ troubles }) => troubles.some(({ level }) => level === "down"));
}

function namesOf(troubles: readonly Trouble[]): string {
  return troubles.map(({ subject }) => subject).join(", ");
}

function lines({ level, subject, problem, helps }: Trouble): string[] {
  const word = level === "down" ? pc.red("down".padEnd(7)) : pc.yellow(level);
  return [`${word}  ${pc.bold(subject)}: ${problem}`, `         ${pc.dim(helps)}`];
}
