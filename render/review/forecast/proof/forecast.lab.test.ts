import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { arcodange } from "../../../../clusters/arcodange/index.ts";
import { type Bed, startBed } from "../../../bed/bed.ts";
import { commitAndPush } from "../../../bed/servers/gitea-repositories.ts";
import { apply } from "../../../bed/servers/kubectl.ts";
import { siteOf } from "../../../bed/site.ts";
import { renderedFolder } from "../../../repository.ts";
import { readTree } from "../../../tree/read.ts";
import { readRevisions } from "../../read/read-revisions.ts";
import { situationOf } from "../../situation-of.ts";
import { OUTCOMES } from "../forecast.ts";
import { forecast } from "../forecast-of.ts";
import { type Judgement, judge } from "./judge.ts";
import { comparable, layOut, ofOwnProject, root } from "./lay-out.ts";
import { scenarios } from "./scenarios.ts";
import { remind, settled, type Record as Witnessed, witness } from "./witness.ts";

const ROUNDS = Math.max(...scenarios.map(({ stages }) => stages.length));
const PATIENCE_SECONDS = 300;

const folder = mkdtempSync(join(tmpdir(), "forecast-"));
const checkout = join(folder, "checkout");
let bed: Bed;

beforeAll(async () => {
  const tree = readTree(renderedFolder);
  bed = await startBed({ folder: join(folder, "bed"), cluster: arcodange, tree, gitea: siteOf(arcodange) });
});
afterAll(async () => {
  await bed?.stop();
  rmSync(folder, { recursive: true });
});

test("what Argo CD does with a hundred changes is what was forecast of them", { timeout: 900_000 }, async () => {
  const judgements: Judgement[] = [];
  const misread: string[] = [];
  let before = await push(0);
  for (let round = 1; round < ROUNDS; round += 1) {
    const pushed = new Date(Math.floor(Date.now() / 1000) * 1000);
    const after = await push(round);
    const { situation, troubles } = situationOf(...(await revisions(round)));
    misread.push(...troubles.map(({ what }) => what));
    judgements.push(...judge(forecast(situation), before, after, pushed));
    before = after;
  }
  const count = (outcome: string) => judgements.filter(one => one.outcome === outcome).length;
  const figures = [...OUTCOMES, "application", "restart"].map(outcome => `${count(outcome)} ${outcome}`).join(", ");
  const wrong = judgements.filter(({ isTrue }) => !isTrue).map(({ said, happened }) => `${said}\n    but: ${happened}`);
  console.log(`${judgements.length} predictions: ${figures}; ${wrong.length} disagree\n${wrong.join("\n")}`);
  expect(wrong).toEqual([]);
  expect(misread.filter(what => !what.includes('"proof/folder-gone" does not exist'))).toEqual([]);
  expect(judgements.length).toBeGreaterThan(100);
  const foreseen = OUTCOMES.filter(outcome => outcome !== "unknown"); // which says that there is no forecast
  expect(foreseen.filter(outcome => count(outcome) < 5)).toEqual([]);
});

/** Commits one round, lets Argo CD do what it does, and records it before anybody has said what it should be. */
async function push(round: number): Promise<Witnessed> {
  layOut(checkout, round);
  layOut(join(folder, `${round}`), round);
  const commit = await commitAndPush(bed.gitea, "arcodange-org/lab", checkout, `round ${round}`);
  if (round === 0) await apply(bed.server, [root]);
  const seconds = performance.now();
  const names = comparable(round);
  const wanted = { commit, names, patienceSeconds: PATIENCE_SECONDS };
  const restless = await settled(bed.server, wanted);
  await remind(bed.server, ofOwnProject(round)); // that a project changed starts no comparison
  restless.push(...(await settled(bed.server, wanted)));
  if (restless.length > 0)
    console.log(`round ${round}: no rest within ${PATIENCE_SECONDS} s of ${restless.join(", ")}`);
  console.log(`round ${round} took ${((performance.now() - seconds) / 1000).toFixed()} s`);
  return witness(bed.server);
}

async function revisions(round: number) {
  const [before, after] = [join(folder, `${round - 1}`), join(folder, `${round}`)];
  const read = await readRevisions({ before, after });
  return [read.before, read.after] as const;
}
