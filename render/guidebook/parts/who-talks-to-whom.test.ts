import { beforeAll, describe, expect, test } from "vitest";
import type { Lab } from "../../checks/rule.ts";
import { declaredLab } from "../../testing/declared-lab.ts";
import { withMoreApps } from "../../testing/more-apps.ts";
import { condense } from "../pictures/alike.ts";
import type { Drawing } from "../pictures/drawing.ts";
import { whoTalksToWhom } from "./who-talks-to-whom.ts";

let lab: Lab;

beforeAll(async () => {
  lab = await declaredLab();
});

function drawn(of: Lab): Drawing {
  const drawing = whoTalksToWhom.draw(of, "");
  if (drawing === undefined) throw new Error("Nothing is drawn");
  return drawing;
}

describe("who-talks-to-whom", () => {
  test("draws each unit and place that talks, and what policies let pass between them", () => {
    const { nodes, edges } = drawn(lab);
    const ids = nodes.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(["erp", "traefik", "vault", "PostgreSQL", "the Internet"]));
    expect(ids).not.toContain("erp-sandbox"); // an app is one, with all of its environments
    expect(edges).toContainEqual({ from: "erp", to: "PostgreSQL" });
    expect(edges).toContainEqual({ from: "traefik", to: "crowdsec" });
    expect(edges).not.toContainEqual({ from: "prometheus", to: "redis" }); // it looks at everything
    expect(edges).not.toContainEqual({ from: "traefik", to: "erp" }); // it leads to every name
    for (const { from, to } of edges) expect(ids).toEqual(expect.arrayContaining([from, to]));
  });

  test("has no more than some thirty nodes for a hundred apps", () => {
    const { nodes } = condense(drawn(withMoreApps(lab, 100)));
    expect(nodes.length).toBeLessThanOrEqual(32);
    expect(nodes.some(({ lines }) => / and\s\d+\smore/.test(lines[0] ?? ""))).toBe(true);
  });

  test("says in words who is reached most, and who may go anywhere", () => {
    const { alternative } = drawn(lab);
    expect(alternative).toMatch(/PostgreSQL by .*erp/);
    expect(alternative).toMatch(/No policy limits where these connect to: .*traefik/);
  });
});
