import type { Panel } from "./panel.ts";

/** A dashboard: rows of panels, from above. */
export interface Dashboard {
  /** Its address in Grafana, `/d/<uid>`, and name of its file; never changes, for people keep links to it. */
  readonly uid: string;
  readonly title: string;
  /** How far back it looks when it is opened. */
  readonly from: "now-1h" | "now-6h" | "now-24h" | "now-7d";
  /** Panels by the title of their row. A row shares its width between its panels. */
  readonly rows: Readonly<Record<string, readonly Panel[]>>;
}

/** The grid is 24 units wide: https://grafana.com/docs/grafana/latest/visualizations/dashboards/build-dashboards/view-dashboard-json-model/ */
const WIDTH = 24;

/** Version of that model in Grafana 13.2; an older one is migrated by each browser that opens it. */
const SCHEMA_VERSION = 42;

/** A dashboard in Grafana's own model, with every panel in its place; numbers follow the order. */
export function dashboardModel({ uid, title, from, rows }: Dashboard) {
  return {
    uid,
    title,
    tags: ["lab"],
    timezone: "browser",
    schemaVersion: SCHEMA_VERSION,
    editable: false,
    graphTooltip: 1, // one moment is shown in all graphs
    refresh: "1m",
    time: { from, to: "now" },
    annotations: { list: [] },
    templating: { list: [] },
    links: [{ type: "dashboards", title: "Lab", tags: ["lab"], asDropdown: true, keepTime: true, includeVars: false }],
    panels: place(rows).map((panel, index) => ({ id: index + 1, ...panel })),
  };
}

/** Every row below the last, with its heading; a row is as high as its highest panel. */
function place(rows: Dashboard["rows"]) {
  let y = 0;
  return Object.entries(rows).flatMap(([title, panels]) => {
    const heading = { type: "row", title, collapsed: false, panels: [], gridPos: { x: 0, y, w: WIDTH, h: 1 } };
    const h = Math.max(...panels.map(({ height }) => height));
    const placed = panels.map(({ height: _, ...panel }, index) => {
      const gridPos = {
        x: edge(index, panels.length),
        y: y + 1,
        w: edge(index + 1, panels.length) - edge(index, panels.length),
        h,
      };
      return {
        ...panel,
        gridPos,
        targets: panel.targets.map((target, number) => ({ refId: refId(number), ...target })),
      };
    });
    y += 1 + h;
    return [heading, ...placed];
  });
}

/** Left edge of one of several panels that share a row. */
function edge(index: number, count: number): number {
  return Math.round((index * WIDTH) / count);
}

/** Queries of a panel are named by letters. */
function refId(number: number): string {
  return String.fromCharCode("A".charCodeAt(0) + number);
}
