import { describe, expect, test } from "vitest";
import { PATIENCE } from "../testing/lab-copy.ts";
import { compare } from "./compare.ts";
import { normalForm } from "./normal-form.ts";
import { objectDeviations } from "./object-deviations.ts";
import { readReference } from "./reference.ts";
import { upstreamFolder } from "./upstream-folder.ts";

const upstream = upstreamFolder(undefined);
const folder = "folder" in upstream ? upstream.folder : "";

/** Files of every style there is: written by hand, made by kustomize, rendered from charts. */
const FILES = [
  "argocd/manifests/install.yaml",
  "crowdsec/reference-chart-0.24.0.yaml",
  "longhorn/longhorn.yaml",
  "prometheus/reference-chart-29.27.0.yaml",
  "traefik/reference-chart-41.3.0.yaml",
  "vault-secrets-operator/install-kustomize-config-default-v1.4.1.yaml",
  "vault/reference-chart-0.34.1-raft.yaml",
];

/** Those of them without CRDs, which take seconds to read. */
const CHARTS = FILES.filter(file => file.includes("chart"));

const TITLE = "the upstream's own objects, where UPSTREAM_DIR or ../shared/upstream is there,";

describe.skipIf(folder === "")(TITLE, { timeout: PATIENCE }, () => {
  test.each(FILES)("of %s deviate from themselves in nothing", file => {
    const objects = objectsOf(file);
    const { fields, unlisted, problems } = compare({
      upstream: objects,
      ours: structuredClone(objects).reverse(),
      listed: { files: [file], absent: {}, fields: {} },
    });
    expect({ unlisted, problems }).toEqual({ unlisted: [], problems: [] });
    expect(fields).toBeGreaterThan(objects.length * 3);
  });

  test.each(CHARTS)("of %s deviate by every field that is dropped, but for what says nothing", file => {
    const silent = new Set<string>();
    for (const object of objectsOf(file)) {
      const form = normalForm(object);
      for (const { copy, dropped } of withoutEach(object)) {
        if (objectDeviations(form, normalForm(copy)).length === 0) silent.add(dropped);
      }
    }
    expect([...silent].filter(dropped => !UNCOMPARED.test(dropped) && !UNNEEDED.has(dropped))).toEqual([]);
  });
});

/** Nothing at all, and metadata that is not compared, by its name or as the only content of a mapping. */
const UNCOMPARED =
  /^\w+ (null|\{\})$|^(annotations \{")?(namespace|checksum\/|helm\.sh\/chart|app\.kubernetes\.io\/(?!name))/;

/** What these files write out although it goes without saying; listed apart from the code that leaves it out. */
const UNNEEDED = new Set([
  'apiGroup "rbac.authorization.k8s.io"',
  'apiVersion "v1"',
  'dnsPolicy "ClusterFirst"',
  "enableServiceLinks true",
  "failureThreshold 3",
  "hostIPC false",
  "hostNetwork false",
  'imagePullPolicy "IfNotPresent"',
  "initialDelaySeconds 0",
  "maxUnavailable 1",
  "minReadySeconds 0",
  'path "/"',
  "periodSeconds 10",
  "privileged false",
  'protocol "TCP"',
  "replicas 1",
  "revisionHistoryLimit 10",
  'rollingUpdate {"maxUnavailable":1}',
  'scheme "HTTP"',
  'sessionAffinity "None"',
  'strategy {"type":"RollingUpdate"}',
  "successThreshold 1",
  "targetPort 6060",
  "targetPort 8080",
  "targetPort 8200",
  "targetPort 8201",
  "targetPort 9100",
  "terminationGracePeriodSeconds 30",
  "timeoutSeconds 1",
  'type "ClusterIP"',
  'type "RollingUpdate"',
  'updateStrategy {"rollingUpdate":{"maxUnavailable":1},"type":"RollingUpdate"}',
]);

function objectsOf(file: string) {
  const reference = readReference(folder, file);
  if ("unusable" in reference) throw new Error(reference.unusable);
  return reference.objects.filter(({ kind }) => kind !== "CustomResourceDefinition");
}

interface Dropped {
  readonly copy: ReturnType<typeof objectsOf>[number];
  /** Name of the field, which may be a position, and the value that it had. */
  readonly dropped: string;
}

/** Copies of an object that each lack one field or element; identity stays. */
function* withoutEach(object: Dropped["copy"]): Generator<Dropped> {
  for (const path of pathsBelow(object, [])) {
    if (path.length === 1 || ["metadata.name"].includes(path.join("."))) continue;
    const copy = structuredClone(object);
    // biome-ignore lint/suspicious/noExplicitAny: any field of any kind
    const owner = path.slice(0, -1).reduce<any>((value, key) => value[key], copy);
    const key = path.at(-1) ?? "";
    const dropped = `${key} ${JSON.stringify(owner[key])}`;
    if (Array.isArray(owner)) owner.splice(Number(key), 1);
    else delete owner[key];
    yield { copy, dropped };
  }
}

function* pathsBelow(value: unknown, path: readonly (string | number)[]): Generator<readonly (string | number)[]> {
  if (typeof value !== "object" || value === null) return;
  const keys: readonly (string | number)[] = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  for (const key of keys) {
    yield [...path, key];
    yield* pathsBelow((value as Record<string | number, unknown>)[key], [...path, key]);
  }
}
