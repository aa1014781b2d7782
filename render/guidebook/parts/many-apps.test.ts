import { describe, expect, test } from "vitest";
import { claimBackup } from "../../../platform/claim-backup.ts";
import { sampleCluster, sampleInstance } from "../../../platform/testing/sample-instance.ts";
import type { Lab } from "../../checks/rule.ts";
import { graphOf } from "../../model/graph.ts";
import type { BuiltUnit } from "../../model/unit.ts";
import { sampleObject, sampleUnit } from "../../testing/sample-unit.ts";
import { dataOf } from "./data-of.ts";
import { databases } from "./databases.ts";
import { secretOrigins } from "./secret-origins.ts";
import { secretPaths } from "./secret-paths.ts";
import { secretPicture } from "./secret-picture.ts";
import { secretReaders } from "./secret-readers.ts";
import { secretsOf } from "./secrets-of.ts";
import { volumes } from "./volumes.ts";

const VSO = "secrets.hashicorp.com/v1beta1";

/** An app with a volume, a database and a secret. */
function appNumbered(number: number): BuiltUnit {
  const name = `app-${number}`;
  const instance = sampleInstance({ app: name, environment: "prod", name, database: true, secrets: ["smtp"] });
  const login = { role: name, serviceAccount: name };
  const objects = [
    sampleObject("PersistentVolumeClaim", `${name}/data`, {
      metadata: { name: "data", namespace: name, ...claimBackup() },
      spec: { resources: { requests: { storage: "1Gi" } } },
    }),
    sampleObject(`${VSO}/VaultAuth`, `${name}/vault`, { spec: { kubernetes: login } }),
    sampleObject(`${VSO}/VaultStaticSecret`, `${name}/smtp`, {
      spec: {
        vaultAuthRef: "vault",
        mount: "kvv2",
        path: `${name}/smtp`,
        refreshAfter: "1h",
        destination: { name: "smtp" },
      },
    }),
    sampleObject("apps/v1/Deployment", `${name}/web`, {
      spec: { template: { spec: { containers: [{ name: "web", envFrom: [{ secretRef: { name: "smtp" } }] }] } } },
    }),
  ];
  return sampleUnit(name, objects, { class: "app", instance });
}

function labOf(apps: number): Lab {
  const units = Array.from({ length: apps }, (_, number) => appNumbered(number));
  return { cluster: sampleCluster, units, graph: graphOf(units), prose: new Map() };
}

const [ten, thousand] = [labOf(10), labOf(1000)];
const rowsOf = (text: string) => text.split("\n").filter(line => line.startsWith("| `")).length;

describe("with a thousand apps", () => {
  test("tables have one row more for each app, and no more columns", () => {
    for (const part of [volumes, databases, secretReaders, secretPaths]) {
      const [few, many] = [part.tell(ten, ""), part.tell(thousand, "")];
      const perApp = (rowsOf(many) - rowsOf(few)) / 990;
      expect([part.name, Number.isInteger(perApp), perApp > 0]).toEqual([part.name, true, true]);
      expect(
        many.split("\n").find(line => line.startsWith("| ")),
        part.name,
      ).toBe(few.split("\n").find(line => line.startsWith("| ")));
    }
  });

  test("what is alike of all apps stands there once", () => {
    expect(rowsOf(secretOrigins.tell(thousand, ""))).toBe(rowsOf(secretOrigins.tell(ten, "")));
  });

  test("the picture does not grow", () => {
    const [few, many] = [ten, thousand].map(lab => secretPicture.draw(lab, "")?.nodes.length ?? 0);
    expect(many).toBe(few);
    expect(many).toBeLessThanOrEqual(25);
  });

  test("the page of one app tells of that app alone", () => {
    for (const part of [dataOf, secretsOf]) expect(part.tell(thousand, "app-7")).toBe(part.tell(ten, "app-7"));
  });
});
