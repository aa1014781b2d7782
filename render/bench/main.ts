// Prints how long `lab` takes, next to what cannot be faster and to cdk8s's own way, all in one run.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Command, measure, median, type Run } from "./measure.ts";
import { memoryFolder } from "./memory-folder.ts";
import { type Measured, report } from "./report.ts";
import { assertSameObjects } from "./same-objects.ts";
import { copyForBench, editApp, type SyntheticLab, syntheticLab } from "./synthetic-lab.ts";
import { watchLatencies } from "./watch-latency.ts";

const RENDER: Command = ["render/lab.mjs", "render"];
const EMPTY: Command = ["--eval", "0"];

/** Apps and rounds of each size; the rounds of a size interleave all commands. */
const SIZES = [
  { apps: 10, rounds: 7 },
  { apps: 100, rounds: 7 },
  { apps: 1000, rounds: 3 },
] as const;

console.log(
  `Node ${process.version}, ${process.platform} ${process.arch}; medians; everything lies in ${memoryFolder()}\n`,
);
const scratch = mkdtempSync(join(memoryFolder(), "lab-bench-"));
const imports = join(scratch, "imports.mjs");
writeFileSync(imports, importsText());
try {
  const real = copyForBench("apps");
  const ofReal = measureReal(real.folder);
  const latencies = await watchLatencies(real.folder);
  real.remove();
  const sizes = SIZES.map(({ apps, rounds }) => {
    const lab = syntheticLab(apps);
    try {
      return { objects: lab.objects, measured: measureSynthetic(lab, apps, rounds) };
    } finally {
      lab.remove();
    }
  });
  console.log(report(ofReal, latencies, sizes).join("\n"));
} finally {
  rmSync(scratch, { recursive: true });
}

function importsText(): string {
  const cache = JSON.stringify(join(scratch, "compiled"));
  const packages = ["cdk8s", "cdk8s-plus-28"].map(name => JSON.stringify(import.meta.resolve(name)));
  return `import module from "node:module"; module.enableCompileCache(${cache});
${packages.map(url => `await import(${url});`).join("\n")}\n`;
}

function forget(folder: string): void {
  rmSync(join(folder, "rendered"), { recursive: true, force: true });
  rmSync(join(folder, "node_modules/.cache/lab"), { recursive: true, force: true });
}

function measureReal(folder: string): Measured {
  return interleave(7, {
    empty: () => measure(EMPTY, folder),
    imports: () => measure([imports], folder),
    cold: () => {
      forget(folder);
      return measure(RENDER, folder);
    },
    unchanged: () => measure(RENDER, folder),
  });
}

function measureSynthetic({ folder }: SyntheticLab, apps: number, rounds: number): Measured {
  const outdir = join(scratch, "synth");
  let port = 9000;
  const measured = interleave(rounds, {
    empty: () => measure(EMPTY, folder),
    generated: () =>
      measure(["--import", "tsx", "render/bench/generated-classes-synth.ts", String(apps), outdir], folder),
    plus: () =>
      measure(["--import", "tsx", "render/bench/cdk8s-plus-synth.ts", String(apps), `${outdir}-plus`], folder),
    cold: () => {
      editApp(folder, 8080);
      forget(folder);
      return measure(RENDER, folder);
    },
    unchanged: () => measure(RENDER, folder),
    edited: () => {
      editApp(folder, port++);
      return measure(RENDER, folder);
    },
  });
  editApp(folder, 8080);
  measure(RENDER, folder);
  assertSameObjects(outdir, join(folder, "rendered"));
  for (const folder of [outdir, `${outdir}-plus`]) rmSync(folder, { recursive: true });
  return measured;
}

/** Runs every command once unmeasured, to warm the compile cache, and then in turn, so that noise hits all alike. */
function interleave(rounds: number, commands: Readonly<Record<string, () => Run>>): Measured {
  const runs = new Map<string, Run[]>(Object.keys(commands).map(name => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const [name, command] of Object.entries(commands)) {
      const run = command();
      if (round > 0) runs.get(name)?.push(run);
    }
  }
  return Object.fromEntries([...runs].map(([name, list]) => [name, median(list)]));
}
