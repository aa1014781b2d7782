import { HANDS_OVER, startSteps } from "../../inventory/start/start-steps.ts";
import { type StartWave, wavesOf } from "../../inventory/start/start-waves.ts";
import { blocks, code, counted, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";

/** From bare machines to apps: the steps of `lab up`, then the waves in which Argo CD brings the rest. */
export const startOrder: TextPart = {
  name: "start-order",
  tell: lab =>
    blocks(
      "### Steps of `lab up`",
      table(
        ["#", "Step", "On", "What it does"],
        startSteps.map(({ name, on, does }, index) => [
          `${index + 1}`,
          code(name),
          on === "hosts" ? "every host" : "the lab",
          name === HANDS_OVER ? `${does}: the waves below begin` : does,
        ]),
      ),
      "### Waves of Argo CD",
      table(["Wave", "Applications", "Wait for"], wavesOf(lab).map(rowOf)),
    ),
};

/** Above, names give way to a number. */
const MANY = 12;

function rowOf({ wave, applications }: StartWave): string[] {
  const needs = new Set(applications.flatMap(application => application.needs));
  const groups = Map.groupBy(applications, ({ unit }) => unit.class);
  const words = [...groups].map(([kind, list]) =>
    list.length <= MANY || kind !== "app"
      ? list.map(({ name }) => name).join(", ")
      : counted(list.length, "instance of apps", "instances of apps"),
  );
  return [`${wave}`, words.join("; "), [...needs].sort().join(", ") || "nothing"];
}
