import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Command, measure, median, type Run } from "./measure.ts";
import { memoryFolder } from "./memory-folder.ts";
import { proposals } from "./proposals.ts";
import { type Measured, report } from "./report.ts";
import { assertSameObjects } from "./same-objects.ts";
import { copyForBench, editApp, editErp, type SyntheticLab, syntheticLab } from "./synthetic-lab.ts";
import { watchLatencies } from "./watch-latency.ts";

const RENDER: Command = ["render/lab.mjs", "render"];
const DEPLOYED: Command = ["render/bench/render-deployed.ts"];
const EMPTY: Command = ["--eval", "0"];

/** Apps of each size, rounds of ours, and rounds of cdk8s's own ways, which take minutes with a thousand apps. */
const SIZES = [
  { apps: 10, rounds: 7, othersRounds: 7 },
  { apps: 100, rounds: 7, othersRounds: 7 },
  { apps: 1000, rounds: 3, othersRounds: 1 },
] as const;
type Size = (typeof SIZES)[number];

/** Measures the lab and synthetic ones beside cdk8s's own ways. Takes minutes. */
export async function bench(): Promise<string[]> {
  const scratch = mkdtempSync(join(memoryFolder(), "lab-bench-"));
  try {
    const real = copyForBench("apps");
    const ofReal = measureReal(real.folder, importsOf(scratch));
    const latencies = await watchLatencies(real.folder);
    real.remove();
    const sizes = SIZES.map(size => {
      const lab = syntheticLab(size.apps);
      try {
        return { objects: lab.objects, measured: measureSynthetic(lab, size, join(scratch, "synth")) };
      } finally {
        lab.remove();
      }
    });
    return report(ofReal, latencies, sizes);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** A module that only imports what no rendering can do without. */
function importsOf(scratch: string): string {
  const file = join(scratch, "imports.mjs");
  const cache = JSON.stringify(join(scratch, "compiled"));
  const packages = ["cdk8s", "cdk8s-plus-28"].map(name => JSON.stringify(import.meta.resolve(name)));
  const lines = packages.map(url => `await import(${url});`).join("\n");
  writeFileSync(file, `import module from "node:module"; module.enableCompileCache(${cache});\n${lines}\n`);
  return file;
}

function forget(folder: string): void {
  rmSync(join(folder, "rendered"), { recursive: true, force: true });
  rmSync(join(folder, "node_modules/.cache/lab"), { recursive: true, force: true });
}

function measureReal(folder: string, imports: string): Measured {
  let port = 9000;
  const edited = (command: Command) => () => {
    editErp(folder, port++);
    return measure(command, folder);
  };
  return interleave({
    empty: { rounds: 7, run: () => measure(EMPTY, folder) },
    imports: { rounds: 7, run: () => measure([imports], folder) },
    deployedCold: {
      rounds: 7,
      run: () => {
        forget(folder);
        return measure(DEPLOYED, folder);
      },
    },
    cold: {
      rounds: 7,
      run: () => {
        forget(folder);
        return measure(RENDER, folder);
      },
    },
    unchanged: { rounds: 7, run: () => measure(RENDER, folder) },
    deployedEdited: { rounds: 7, run: edited(DEPLOYED) },
    edited: { rounds: 7, run: edited(RENDER) },
  });
}

function measureSynthetic({ folder }: SyntheticLab, { apps, rounds, othersRounds }: Size, outdir: string): Measured {
  const synth = (script: string, to: string) =>
    measure(["--import", "tsx", `render/bench/${script}`, String(apps), to], folder);
  let port = 9000;
  const measured = interleave({
    empty: { rounds, run: () => measure(EMPTY, folder) },
    generated: { rounds: othersRounds, run: () => synth("generated-classes-synth.ts", outdir) },
    plus: { rounds: othersRounds, run: () => synth("cdk8s-plus-synth.ts", `${outdir}-plus`) },
    cold: {
      rounds,
      run: () => {
        editApp(folder, 8080);
        forget(folder);
        return measure(RENDER, folder);
      },
    },
    unchanged: { rounds, run: () => measure(RENDER, folder) },
    edited: {
      rounds,
      run: () => {
        editApp(folder, port++);
        return measure(RENDER, folder);
      },
    },
  });
  editApp(folder, 8080);
  measure(RENDER, folder);
  assertSameObjects(outdir, join(folder, "rendered"));
  for (const folder of [outdir, `${outdir}-plus`]) rmSync(folder, { recursive: true });
  return { ...measured, ...measureReview(folder, rounds) };
}

/** Of pull requests, each with what earlier reviews have read; a person must read both, which is exit code 1. */
function measureReview(folder: string, rounds: number): Measured {
  const { few, every } = proposals(folder);
  return interleave({
    reviewed: { rounds, run: () => measure(few, folder, [1]) },
    reviewedEvery: { rounds, run: () => measure(every, folder, [1]) },
  });
}

interface Interleaved {
  readonly rounds: number;
  readonly run: () => Run;
}

/** Runs the commands in turn, so that noise hits all alike; what runs more than once runs once unmeasured before. */
function interleave(commands: Readonly<Record<string, Interleaved>>): Measured {
  const runs = new Map<string, Run[]>(Object.keys(commands).map(name => [name, []]));
  const most = Math.max(...Object.values(commands).map(({ rounds }) => rounds));
  for (let round = 0; round <= most; round++) {
    for (const [name, { rounds, run }] of Object.entries(commands)) {
      if (round > rounds || (round === 0 && rounds === 1)) continue;
      const result = run();
      if (round > 0) runs.get(name)?.push(result);
    }
  }
  return Object.fromEntries([...runs].map(([name, list]) => [name, median(list)]));
}
