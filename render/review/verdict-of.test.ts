import { describe, expect, test } from "vitest";
import type { Change } from "../tree/change.ts";
import type { FoundDanger } from "./dangers/found-danger.ts";
import type { ApplicationForecast, Outcome } from "./forecast/forecast.ts";
import { type Grounds, verdictOf } from "./verdict-of.ts";

const change = (fields: Change["fields"], changes: Partial<Change> = {}): Change => ({
  verb: "update",
  path: "home/erp/deployment-erp.yaml",
  cluster: "home",
  unit: "erp",
  object: { apiVersion: "apps/v1", kind: "Deployment", namespace: "erp", name: "erp" },
  fields,
  ...changes,
});
const image = change([{ path: "spec.template.spec.containers[erp].image", before: "erp:1.0.0", after: "erp:1.0.1" }]);
const replicas = change([{ path: "spec.replicas", before: 1, after: 2 }]);
const danger = (changes: Partial<FoundDanger>): FoundDanger => ({
  id: "image-downgrade",
  level: "warn",
  attribution: "introduced",
  cluster: "home",
  application: "erp",
  path: image.path,
  what: "it goes back",
  explanation: "An older image runs",
  remedy: "Take a newer one",
  ...changes,
});
const foreseen = (change: Change, ...outcomes: Outcome[]): ApplicationForecast => ({
  cluster: "home",
  name: "erp",
  fate: "stays",
  steps: outcomes.map(outcome => ({ outcome, change, wave: 0, phase: "Sync" })),
  restarts: [],
});
const verdict = (grounds: Partial<Grounds>) =>
  verdictOf({ changes: [], forecast: [], dangers: [], troubles: [], ...grounds });

describe("verdictOf()", () => {
  test("is nothing for no change, and for prose", () => {
    expect(verdict({}).kind).toBe("nothing");
    const { object, ...page } = change([], { path: "rendered/home/guidebook/erp.md" });
    expect(verdict({ changes: [page] }).kind).toBe("nothing");
  });

  test("is routine for versions alone, and says that it is a class", () => {
    expect(verdict({ changes: [image], forecast: [foreseen(image, "update")] })).toEqual({
      kind: "routine",
      sentence: "1 updated; only versions of what runs already",
    });
  });

  test("asks to be read for whatever else, and counts what happens, the worst first", () => {
    expect(verdict({ changes: [replicas], forecast: [foreseen(replicas, "create", "prune", "update")] })).toEqual({
      kind: "read",
      sentence: "1 deleted, 1 updated, 1 created",
    });
  });

  test.each<[string, Partial<Grounds>]>([
    ["a warning", { dangers: [danger({})] }],
    ["something new that cannot be read", { troubles: [{ path: "a.yaml", what: "it has no kind", side: "after" }] }],
  ])("is not routine beside %s", (_, grounds) => {
    expect(verdict({ changes: [image], ...grounds }).kind).toBe("read");
  });

  test.each<[string, ApplicationForecast]>([
    ["its project refuses it", foreseen(image, "forbidden")],
    ["Kubernetes refuses it", foreseen(image, "replace needed")],
    ["it deletes the object first", foreseen(image, "recreate")],
    [
      "something stops the sync",
      { ...foreseen(image, "update"), course: { kind: "halts", why: "a field cannot change" } },
    ],
  ])("is not routine where %s, though only versions change", (_, forecast) => {
    expect(verdict({ changes: [image], forecast: [forecast] }).kind).toBe("read");
  });

  test("is routine beside a note, a warning that was there already, and one that is mended", () => {
    const dangers = [
      danger({ level: "note" }),
      danger({ attribution: "already there" }),
      danger({ attribution: "fixed", level: "stop" }),
    ];
    expect(verdict({ changes: [image], dangers }).kind).toBe("routine");
  });

  test("stops for a danger of that level which the change introduces", () => {
    expect(verdict({ changes: [image], dangers: [danger({ level: "stop" })] })).toEqual({
      kind: "stop",
      sentence: "1 object outside of any Application, 1 danger that must stop it",
    });
  });

  test("asks to be read for a file of a host, which no Application deploys", () => {
    const { object, ...file } = change([], { path: "rendered/home/hosts/pi1/etc/fstab" });
    expect(verdict({ changes: [file] })).toEqual({ kind: "read", sentence: "1 file beside what is deployed" });
  });

  test("counts objects that stand in no forecast, so that no sentence is empty", () => {
    expect(verdict({ changes: [replicas] }).sentence).toBe("1 object outside of any Application");
    expect(verdict({ changes: [image] }).sentence).toBe(
      "1 object outside of any Application; only versions of what runs already",
    );
    expect(verdict({ changes: [replicas], forecast: [foreseen(replicas, "ignored")] }).sentence).toBe(
      "1 that Argo CD leaves alone",
    );
    expect(verdict({ changes: [replicas], forecast: [foreseen(replicas, "update")] }).sentence).toBe("1 updated");
  });

  test("asks to be read for a text that a tool builds from, and not for its documentation", () => {
    const inTool = (path: string) => {
      const { object, ...file } = change([], { path, why: 'Application "games" builds from it with Kustomize' });
      return verdict({ changes: [file] }).kind;
    };
    expect(inTool("games/plugins.txt")).toBe("read");
    expect(inTool("games/README.md")).toBe("nothing");
  });
});
