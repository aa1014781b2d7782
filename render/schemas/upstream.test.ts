import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { clusters } from "../../clusters/index.ts";
import { components } from "../../platform/components/index.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import { upstreamFolder } from "../crds/upstream-folder.ts";
import { faultsOf } from "./faults-of.ts";
import { lawOf } from "./laws.ts";
import { type Shelves, shelvesOf } from "./shelves.ts";

const folder = upstreamFolder() ?? "";
const isThere = existsSync(join(folder, "kubernetes-schemas"));
let shelves: Shelves;

beforeAll(async () => {
  const [cluster] = clusters;
  if (cluster === undefined) throw new Error("clusters/index.ts has no cluster");
  shelves = await shelvesOf(cluster, components);
});

function objectsIn(file: string): KubeObject[] {
  const documents = parseAllDocuments(readFileSync(join(folder, file), "utf8"));
  return documents.map(document => document.toJS() as KubeObject | null).filter(object => object !== null);
}

function faultsIn(objects: readonly KubeObject[]): string[] {
  return objects.flatMap(object => {
    const schema = shelves.of(object);
    const known = typeof schema === "object" ? faultsOf(object, schema, name => shelves.definition(name)) : undefined;
    const faults = [
      ...(known ?? [{ field: "kind", problem: String(schema) }]),
      ...faultsOf(object, lawOf(object) ?? { open: true }),
    ];
    return faults.map(({ field, problem }) => `${object.kind}/${object.metadata.name} ${field}: ${problem}`);
  });
}

describe.skipIf(!isThere)("what the components publish themselves (needs UPSTREAM_DIR)", () => {
  test.each([
    ["argocd/manifests/install.yaml", 59],
    ["argocd/manifests/core-install.yaml", 34],
    ["argocd-image-updater/install.yaml", 19],
    ["longhorn/longhorn.yaml", 51],
    ["longhorn/uninstall.yaml", 4],
    ["traefik/reference-chart-41.3.0.yaml", 6],
    ["vault/reference-chart-0.34.1-file.yaml", 7],
    ["vault/reference-chart-0.34.1-raft.yaml", 12],
    ["prometheus/reference-chart-29.27.0.yaml", 20],
    ["grafana/reference-chart-12.11.1.yaml", 8],
    ["crowdsec/reference-chart-0.24.0.yaml", 12],
    ["vault-secrets-operator/install-kustomize-config-default-v1.4.1.yaml", 22],
  ])("%s has no fault in its %i objects", (file, count) => {
    const objects = objectsIn(file);
    expect(faultsIn(objects)).toEqual([]);
    expect(objects).toHaveLength(count);
  });

  test("the examples in Traefik's documentation have theirs: fields that moved below tls in 3.0", () => {
    const fields = ["serverName", "insecureSkipVerify", "rootCAsSecrets", "certificatesSecrets", "peerCertURI"];
    const found = faultsIn(objectsIn("traefik/kubernetes-crd-resource-examples-v3.7.9.yml"));
    expect(found).toEqual(
      fields.map(field => `ServersTransportTCP/mytransporttcp spec.${field}: no such field is known here`),
    );
  });
});
