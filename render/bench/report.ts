import { columns } from "../terminal/columns.ts";
import type { Run } from "./measure.ts";
import type { Latencies } from "./watch-latency.ts";

/** Runs of one lab, by what was run. */
export type Measured = Readonly<Record<string, Run>>;

/** One synthetic lab. */
export interface Size {
  readonly objects: number;
  readonly measured: Measured;
}

/** Two tables: the times of every run, and the ratios that the goals speak of. */
export function report(real: Measured, latencies: Latencies, sizes: readonly Size[]): string[] {
  return [...times(real, sizes), "", ...goals(real, latencies, sizes)];
}

const RUNS = {
  empty: "empty Node",
  imports: "imports",
  generated: "synth, classes",
  plus: "synth, cdk8s-plus",
  cold: "cold",
  unchanged: "unchanged",
  edited: "one edit",
  reviewed: "review, 20 files",
  reviewedEvery: "review, every file",
} as const;

function times(real: Measured, sizes: readonly Size[]): string[] {
  const row = (title: string, measured: Measured) => [
    title,
    ...Object.keys(RUNS).map(name => seconds(measured[name])),
    mebibytes(measured.cold),
  ];
  return columns([
    ["", ...Object.values(RUNS), "peak, cold"],
    row("real lab", real),
    ...sizes.map(({ objects, measured }) => row(`${objects} objects`, measured)),
  ]);
}

function goals(real: Measured, latencies: Latencies, sizes: readonly Size[]): string[] {
  const [, middle, large] = sizes.map(({ measured }) => measured);
  return columns([
    ["", "measured", "goal"],
    ["real lab: cold / imports", ratio(real.cold, real.imports), "at most 3"],
    ["real lab: cold / cold without the guidebook", ratio(real.cold, real.deployedCold), ""],
    ["real lab: one edit / one edit without the guidebook", ratio(real.edited, real.deployedEdited), ""],
    ["real lab: what the guidebook adds to one edit", difference(real.edited, real.deployedEdited), "at most 0.25 s"],
    ["1,400 objects: app.synth() with cdk8s-plus / cold", ratio(middle?.plus, middle?.cold), "at least 3"],
    ["1,400 objects: app.synth() with generated classes / cold", ratio(middle?.generated, middle?.cold), ""],
    ["1,400 objects: unchanged / cold", ratio(middle?.unchanged, middle?.cold), "at most 0.5"],
    ["14,000 objects: cold / cold of 1,400", ratio(large?.cold, middle?.cold), "at most 11"],
    ["14,000 objects: app.synth() with cdk8s-plus / cold", ratio(large?.plus, large?.cold), "at least 20"],
    ["14,000 objects: app.synth() with generated classes / cold", ratio(large?.generated, large?.cold), ""],
    ["14,000 objects: peak memory, cold", mebibytes(large?.cold), "under 300 MB"],
    ["1,400 objects: review of 20 files", seconds(middle?.reviewed), "at most 0.8 s"],
    ["1,400 objects: review of every file", seconds(middle?.reviewedEvery), "at most 5 s"],
    ["1,400 objects: peak memory, review of every file", mebibytes(middle?.reviewedEvery), "under 500 MB"],
    ["14,000 objects: review of 20 files", seconds(large?.reviewed), "at most 2.5 s"],
    ["14,000 objects: peak memory, review of 20 files", mebibytes(large?.reviewed), "under 500 MB"],
    ["1,400 objects: review of 20 files / empty Node", ratio(middle?.reviewed, middle?.empty), ""],
    ["lab watch: leaf file saved to diff shown", `${latencies.leafMilliseconds} ms`, "within 100 ms"],
    ["lab watch: shared file saved to diff shown", `${latencies.sharedMilliseconds} ms`, "within 300 ms"],
  ]);
}

function ratio(one: Run | undefined, other: Run | undefined): string {
  return one === undefined || other === undefined ? "" : (one.seconds / other.seconds).toFixed(2);
}

function difference(one: Run | undefined, other: Run | undefined): string {
  return one === undefined || other === undefined ? "" : `${(one.seconds - other.seconds).toFixed(3)} s`;
}

function seconds(run: Run | undefined): string {
  return run === undefined ? "" : `${run.seconds.toFixed(3)} s`;
}

function mebibytes(run: Run | undefined): string {
  return run === undefined ? "" : `${Math.round(run.peakMebibytes * 1.048576)} MB`;
}
