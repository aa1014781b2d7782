import { beforeAll, describe, expect, test } from "vitest";
import { clusters } from "../../clusters/index.ts";
import { components } from "../../platform/components/index.ts";
import { shelvesOf } from "../schemas/shelves.ts";
import { declaredLab, type EditableObject, withEdit, withUnits } from "../testing/declared-lab.ts";
import type { Lab } from "./rule.ts";
import { schema } from "./schema.ts";

let lab: Lab;
const [cluster] = clusters;
const shelves = cluster && (await shelvesOf(cluster, components));
const areAtHand = shelves?.all.every(shelved => "compiled" in shelved) === true;

beforeAll(async () => {
  lab = await declaredLab();
});

/** What is found after an edit, besides that schemas are missing. */
async function errors(edited: Lab) {
  return (await schema.check(edited)).filter(({ level }) => level === "error");
}
const after = (id: string, edit: (object: EditableObject) => void) => errors(withEdit(lab, id, edit));

describe("schema", () => {
  test("finds nothing in the lab as it is declared", async () => {
    expect(await errors(lab)).toEqual([]);
  });

  test("finds without any schema what the API server refuses beyond them", async () => {
    const found = await after("erp/Service/erp", service => {
      service.spec.ports[0].port = 65536;
    });
    expect(found).toEqual([
      expect.objectContaining({ unit: "erp", object: "Service/erp", problem: '"65536" is not 65535 or less' }),
    ]);
  });

  test("holds the pin of k3s against the definitions of Kubernetes that are trusted", async () => {
    expect(await errors(withKubernetes("v1.99.0+k3s1"))).toEqual([
      expect.objectContaining({
        field: "versions.k3s",
        problem: '"v1.99.0+k3s1" is Kubernetes 1.99, and definitions are trusted of 1.36',
        file: "clusters/arcodange/index.ts",
      }),
    ]);
  });

  test("says in one note which kinds no schema is at hand for, and what brings them", async () => {
    const found = await schema.check(withKubernetes("v1.99.0+k3s1"));
    const notes = found.filter(({ level }) => level === "note");
    expect(notes).toHaveLength(1);
    expect(notes[0]?.problem).toMatch(/Deployment.*Service.*kubernetes v1\.99\.0: no digest of its files is trusted/);
    expect(notes[0]?.remedy).toContain('run "lab crds pull"');
  });
});

/** The lab built for another k3s. */
function withKubernetes(version: string): Lab {
  const versions = { ...lab.cluster.versions, k3s: { version, source: "github.com/k3s-io/k3s" } };
  const units = lab.units.map(unit => ({ ...unit, objects: structuredClone(unit.objects) }));
  return { ...withUnits(lab, units), cluster: { ...lab.cluster, versions } };
}

describe.skipIf(!areAtHand)("schema, with every schema at hand (needs `lab crds pull`)", () => {
  test("does not look again at an object that it has accepted", async () => {
    const service = { apiVersion: "v1", kind: "Service", metadata: { name: "accepted" }, spec: {} };
    const [first] = lab.units;
    const edited = withUnits(lab, first === undefined ? [] : [{ ...first, objects: [service] }]);
    expect(await errors(edited)).toEqual([]);
    Object.assign(service, { spce: {} });
    expect(await errors(edited)).toEqual([]);
    expect(
      await errors(
        withUnits(
          lab,
          edited.units.map(unit => ({ ...unit, objects: [{ ...service }] })),
        ),
      ),
    ).toHaveLength(1);
  });

  test("leaves no kind of the lab out", async () => {
    expect(await schema.check(lab)).toEqual([]);
  });

  test.each<[string, string, (object: EditableObject) => void, string, string]>([
    [
      "a misspelt field of Kubernetes' own",
      "erp/Deployment/erp",
      deployment => {
        deployment.spec.template.spec.containers[0].imagePulPolicy = "Always";
      },
      "spec.template.spec.containers[erp].imagePulPolicy",
      'write "imagePullPolicy", or remove it,',
    ],
    [
      "a misspelt field of a custom resource",
      "erp/IngressRoute/erp",
      route => {
        route.spec.tls = { certResolvers: "step-ca" };
      },
      "spec.tls.certResolvers",
      'write "certResolver", or remove it,',
    ],
    [
      "a field of the metadata of a custom resource",
      "erp/IngressRoute/erp",
      route => {
        route.metadata.label = {};
      },
      "metadata.label",
      'write "labels", or remove it,',
    ],
    [
      "text where a number belongs",
      "erp/Deployment/erp",
      deployment => {
        deployment.spec.revisionHistoryLimit = "3";
      },
      "spec.revisionHistoryLimit",
      "write a whole number",
    ],
    [
      "an amount in an odd place",
      "erp/Deployment/erp",
      deployment => {
        deployment.spec.template.spec.volumes.push({ name: "scratch", emptyDir: { sizeLimit: "10GB" } });
      },
      "spec.template.spec.volumes[scratch].emptyDir.sizeLimit",
      'write an amount such as "512Mi" or "200m"',
    ],
    [
      "a required field left out",
      "erp/VaultStaticSecret/smtp",
      secret => {
        delete secret.spec.mount;
      },
      "spec.mount",
      "add it",
    ],
    [
      "a variable written twice",
      "erp/Deployment/erp",
      deployment => {
        deployment.spec.template.spec.containers[0].env = ["A", "A"].map(name => ({ name, value: "" }));
      },
      "spec.template.spec.containers[erp].env[1]",
      "remove one",
    ],
    [
      "a kind that is none",
      "erp/Deployment/erp",
      deployment => {
        deployment.apiVersion = "app/v1";
      },
      "kind",
      'write "apps/v1 Deployment"',
    ],
    [
      "a version that a CRD does not serve",
      "erp/IngressRoute/erp",
      route => {
        route.apiVersion = "traefik.io/v1";
      },
      "kind",
      'write "traefik.io/v1alpha1 IngressRoute"',
    ],
  ])("finds %s", async (_, id, edit, field, remedy) => {
    expect(await after(id, edit)).toEqual([
      expect.objectContaining({ rule: "schema", field, remedy, file: "apps/erp.ts" }),
    ]);
  });
});
