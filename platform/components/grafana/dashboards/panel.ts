import { type DatasourceRef, LOGS, METRICS } from "../datasources.ts";

/** One question to a data source, in its own language. */
export interface Query {
  readonly datasource: DatasourceRef;
  readonly expr: string;
  /** For the log store only: lines, or counts of them over time. */
  readonly queryType?: "instant" | "statsRange";
  readonly [setting: string]: unknown;
}

/** One panel without its place: what it asks, and how it shows the answer. */
export interface Panel {
  readonly title: string;
  readonly type: "logs" | "stat" | "table" | "timeseries";
  readonly datasource: DatasourceRef;
  readonly targets: readonly Query[];
  readonly fieldConfig: { readonly defaults: object; readonly overrides: readonly object[] };
  readonly options: object;
  /** What becomes of the answer before it is shown. */
  readonly transformations?: readonly object[];
  /** In units of the grid, which are 30 pixels high. */
  readonly height: number;
}

/**
 * Identifier of a unit: `s` seconds, `bytes` in steps of 1024, `percentunit` of 0 to 1, `reqps`.
 *
 * @see https://github.com/grafana/grafana/blob/v13.2.0/packages/grafana-data/src/valueFormats/categories.ts
 */
export type Unit = "bytes" | "Bps" | "celsius" | "dtdurations" | "percentunit" | "reqps" | "s" | "short";

/** Colours by value: the first from below, each next from its value on. */
export type Thresholds = readonly [colour: Colour, ...steps: readonly (readonly [from: number, colour: Colour])[]];

type Colour = "blue" | "green" | "orange" | "red";

/** Good below, bad from this value on: for what should not be there at all. */
export function badFrom(value: number): Thresholds {
  return ["green", [value, "red"]];
}

/** Bad below, good from this value on: for what must be there. */
export function goodFrom(value: number): Thresholds {
  return ["red", [value, "green"]];
}

/** Good, then a warning, then bad. */
export function worseFrom(warning: number, bad: number): Thresholds {
  return ["green", [warning, "orange"], [bad, "red"]];
}

/** A number that means nothing bad or good by itself. */
const NEUTRAL: Thresholds = ["blue"];

interface StatProps {
  readonly title: string;
  readonly expr: string;
  readonly unit?: Unit;
  readonly thresholds?: Thresholds;
}

/** One number as it is now. Where nothing is good news, the question ends with `or vector(0)`: no answer has no colour. */
export function stat({ title, expr, unit = "short", thresholds = NEUTRAL }: StatProps): Panel {
  return {
    title,
    type: "stat",
    datasource: METRICS,
    targets: [metrics({ expr, instant: true })],
    fieldConfig: { defaults: { unit, thresholds: steps(thresholds), color: { mode: "thresholds" } }, overrides: [] },
    options: {
      colorMode: "background",
      graphMode: "none",
      justifyMode: "auto",
      orientation: "auto",
      textMode: "value",
      reduceOptions: { calcs: ["lastNotNull"], fields: "", values: false },
    },
    height: 4,
  };
}

interface TimeseriesProps {
  readonly title: string;
  /** PromQL by the legend of its lines: `{ "{{node}}": "node_load1" }`. */
  readonly lines: Readonly<Record<string, string>>;
  readonly unit?: Unit;
  /** Highest value there can be: the axis ends there. */
  readonly max?: number;
  readonly stacked?: true;
}

/** Values over the chosen time, each line with its last and its highest value. */
export function timeseries({ title, lines, unit = "short", max, stacked }: TimeseriesProps): Panel {
  const targets = Object.entries(lines).map(([legend, expr]) => metrics({ expr, legend }));
  return { ...graph({ title, unit, max, stacked }), datasource: METRICS, targets };
}

interface TableProps {
  readonly title: string;
  readonly expr: string;
  /** Labels that become columns, in this order, with their headings; all others are left out. */
  readonly columns: Readonly<Record<string, string>>;
  /** Heading of the value; absent: the value says nothing. */
  readonly value?: string;
  readonly unit?: Unit;
  /** Which value stands above. Default: the highest. */
  readonly first?: "highest" | "lowest";
}

/** One row for each series as it is now. */
export function table({ title, expr, columns, value, unit = "short", first = "highest" }: TableProps): Panel {
  const shown = { ...columns, ...(value !== undefined && { Value: value }) };
  return {
    title,
    type: "table",
    datasource: METRICS,
    targets: [metrics({ expr, instant: true, format: "table" })],
    fieldConfig: {
      defaults: {},
      overrides:
        value === undefined
          ? []
          : [{ matcher: { id: "byName", options: value }, properties: [{ id: "unit", value: unit }] }],
    },
    options: {
      showHeader: true,
      cellHeight: "sm",
      ...(value !== undefined && { sortBy: [{ displayName: value, desc: first === "highest" }] }),
    },
    transformations: [
      { id: "filterFieldsByName", options: { include: { names: Object.keys(shown) } } },
      { id: "organize", options: { indexByName: numbered(Object.keys(shown)), renameByName: shown } },
    ],
    height: 8,
  };
}

interface LogLinesProps {
  readonly title: string;
  /** In LogsQL: https://docs.victoriametrics.com/victorialogs/logsql/ */
  readonly query: string;
}

/** Lines of the log store, the newest first. */
export function logLines({ title, query }: LogLinesProps): Panel {
  return {
    title,
    type: "logs",
    datasource: LOGS,
    targets: [logs({ expr: query, queryType: "instant", maxLines: 200 })],
    fieldConfig: { defaults: {}, overrides: [] },
    options: {
      dedupStrategy: "none",
      enableLogDetails: true,
      prettifyLogMessage: false,
      showCommonLabels: false,
      showLabels: false,
      showLogContextToggle: false,
      showTime: true,
      sortOrder: "Descending",
      wrapLogMessage: true,
    },
    height: 14,
  };
}

interface LogRateProps {
  readonly title: string;
  /** In LogsQL, with a pipe `stats` that counts by one field. */
  readonly query: string;
  /** That field, as the legend of each line: `{{kubernetes.pod_namespace}}`. */
  readonly legend: string;
}

/** Counts of log lines over the chosen time. */
export function logRate({ title, query, legend }: LogRateProps): Panel {
  const target = logs({ expr: query, queryType: "statsRange", legendFormat: legend });
  return { ...graph({ title, unit: "short", stacked: true }), datasource: LOGS, targets: [target] };
}

interface GraphProps {
  readonly title: string;
  readonly unit: Unit;
  readonly max?: number | undefined;
  readonly stacked?: true | undefined;
}

function graph({ title, unit, max, stacked }: GraphProps) {
  const stacking = { mode: stacked ? "normal" : "none", group: "A" };
  return {
    title,
    type: "timeseries",
    fieldConfig: {
      defaults: {
        unit,
        min: 0,
        ...(max !== undefined && { max }),
        custom: { lineWidth: 1, fillOpacity: stacked ? 40 : 10, showPoints: "never", spanNulls: false, stacking },
      },
      overrides: [],
    },
    options: {
      legend: { displayMode: "table", placement: "bottom", showLegend: true, calcs: ["lastNotNull", "max"] },
      tooltip: { mode: "multi", sort: "desc" },
    },
    height: 8,
  } as const;
}

function numbered(names: readonly string[]): Record<string, number> {
  return Object.fromEntries(names.map((name, index) => [name, index]));
}

interface MetricsQuery {
  readonly expr: string;
  readonly legend?: string;
  readonly instant?: true;
  readonly format?: "table" | "time_series";
}

function metrics({ expr, legend, instant, format = "time_series" }: MetricsQuery): Query {
  return {
    datasource: METRICS,
    expr,
    format,
    ...(legend !== undefined && { legendFormat: legend }),
    ...(instant ? { instant: true, range: false } : { range: true }),
  };
}

interface LogsQuery {
  readonly expr: string;
  readonly queryType: NonNullable<Query["queryType"]>;
  readonly maxLines?: number;
  readonly legendFormat?: string;
}

function logs(query: LogsQuery): Query {
  return { datasource: LOGS, editorMode: "code", ...query };
}

function steps([lowest, ...others]: Thresholds) {
  return {
    mode: "absolute",
    steps: [{ color: lowest, value: null }, ...others.map(([value, color]) => ({ color, value }))],
  };
}
