import { describe, expect, test } from "vitest";
import { datasources } from "../datasources.ts";
import { dashboardModel } from "./dashboard.ts";
import { dashboards } from "./index.ts";
import { badFrom, stat, timeseries } from "./panel.ts";

const models = dashboards.map(dashboardModel);
const sources = datasources.datasources.map(({ uid }) => uid);

/** What every panel has, a heading included. */
interface Placed {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
}

/** What every panel has but a heading. */
interface Asking extends Placed {
  readonly datasource: { readonly uid: string };
  readonly targets: readonly { readonly refId: string; readonly datasource: { readonly uid: string } }[];
}

const panelsOf = ({ panels }: (typeof models)[number]) => panels as unknown as Placed[];
const askingOf = (model: (typeof models)[number]) => panelsOf(model).filter(({ type }) => type !== "row") as Asking[];

function overlap({ gridPos: a }: Placed, { gridPos: b }: Placed): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

describe("dashboardModel()", () => {
  const up = stat({ title: "Up", expr: "up" });
  const load = timeseries({ title: "Load", lines: { "{{node}}": "node_load1", all: "sum(node_load1)" } });

  test("puts each row below the last, as high as its highest panel, and shares its width", () => {
    const model = dashboardModel({ uid: "x", title: "X", from: "now-1h", rows: { One: [up, load, up], Two: [load] } });
    expect(panelsOf(model).map(({ gridPos: { x, y, w, h } }) => [x, y, w, h])).toEqual([
      [0, 0, 24, 1],
      [0, 1, 8, 8],
      [8, 1, 8, 8],
      [16, 1, 8, 8],
      [0, 9, 24, 1],
      [0, 10, 24, 8],
    ]);
  });

  test("leaves no gap where a row cannot be shared evenly", () => {
    const model = dashboardModel({ uid: "x", title: "X", from: "now-1h", rows: { One: [up, up, up, up, up] } });
    expect(askingOf(model).reduce((sum, { gridPos }) => sum + gridPos.w, 0)).toBe(24);
  });

  test("names the queries of a panel by letters", () => {
    const model = dashboardModel({ uid: "x", title: "X", from: "now-1h", rows: { One: [load] } });
    expect(askingOf(model).flatMap(({ targets }) => targets.map(({ refId }) => refId))).toEqual(["A", "B"]);
  });
});

describe("stat()", () => {
  test("colours a number from the threshold on", () => {
    const { fieldConfig } = stat({ title: "Alerts", expr: "count(ALERTS)", thresholds: badFrom(1) });
    expect(fieldConfig.defaults).toMatchObject({
      thresholds: {
        steps: [
          { color: "green", value: null },
          { color: "red", value: 1 },
        ],
      },
    });
  });
});

describe("every dashboard", () => {
  test("has an address of its own, that a file may bear", () => {
    const uids = models.map(({ uid }) => uid);
    expect(new Set(uids).size).toBe(uids.length);
    for (const uid of uids) expect(uid).toMatch(/^[a-z-]{1,40}$/); // 40 characters are Grafana's limit
  });

  test.each(models.map(model => [model.uid, model] as const))(
    "%s has numbered panels, each with a title",
    (_, model) => {
      const ids = panelsOf(model).map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { title } of panelsOf(model)) expect(title).not.toBe("");
    },
  );

  test.each(models.map(model => [model.uid, model] as const))(
    "%s has no panel on another, and none over the edge",
    (_, model) => {
      const panels = panelsOf(model);
      for (const [index, panel] of panels.entries()) {
        expect(panel.gridPos.x + panel.gridPos.w, panel.title).toBeLessThanOrEqual(24);
        for (const other of panels.slice(index + 1)) {
          expect(overlap(panel, other), `${panel.title}, ${other.title}`).toBe(false);
        }
      }
    },
  );

  test.each(models.map(model => [model.uid, model] as const))("%s asks data sources that there are", (_, model) => {
    for (const { title, datasource, targets } of askingOf(model)) {
      expect(sources, title).toContain(datasource.uid);
      expect(targets.length, title).toBeGreaterThan(0);
      for (const target of targets) expect(target.datasource, title).toEqual(datasource);
    }
  });

  test("fits into a ConfigMap, of which etcd takes no more than a mebibyte", () => {
    for (const model of models) expect(JSON.stringify(model, null, 2).length, model.uid).toBeLessThan(2 ** 20);
  });
});
