import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { versions } from "../../../clusters/arcodange/versions.ts";
import type { Cluster } from "../../../clusters/lab.ts";
import { objectsIn, only, sampleCluster } from "../../testing/sample-instance.ts";
import { BOUNCER } from "./bouncer.ts";
import { traefik } from "./index.ts";

const pinned: Cluster = {
  ...sampleCluster,
  versions: { ...sampleCluster.versions, "crowdsec-bouncer": versions["crowdsec-bouncer"] },
};
const { zone: _, ...inside } = pinned;

const objectsOn = (cluster: Cluster) =>
  objectsIn(chart => traefik.resources(chart, cluster, { instances: [], components: [] }));
const podOn = (cluster: Cluster) => only(objectsOn(cluster), "Deployment").spec.template.spec;

test("traefik starts without any secret, so that the LAN never waits for Vault", () => {
  const { volumes, containers } = podOn(pinned);
  const secrets = volumes.flatMap(({ secret }: { secret?: { optional?: boolean } }) => (secret ? [secret] : []));
  expect(secrets).toHaveLength(2);
  expect(secrets.filter(({ optional }: { optional?: boolean }) => !optional)).toEqual([]);
  expect(JSON.stringify(containers[0].env)).not.toContain("secretKeyRef");
});

test("traefik finds the bouncer's key where public routes say that it lies", () => {
  const { volumes, containers } = podOn(pinned);
  const mount = containers[0].volumeMounts.find(
    ({ mountPath }: { mountPath: string }) => mountPath === "/etc/crowdsec",
  );
  const volume = volumes.find(({ name }: { name: string }) => name === mount.name);
  expect(`${mount.mountPath}/${volume.secret.items[0].path}`).toBe(BOUNCER.key.file);
});

test("traefik stays off the node of the registry that has the bouncer, and needs none without a public zone", () => {
  const { affinity, initContainers } = podOn(pinned);
  const [term] = affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms;
  expect(term.matchExpressions).toEqual([{ key: "kubernetes.io/hostname", operator: "NotIn", values: ["pi2"] }]);
  expect(initContainers[0].image).toBe("git.home.lab/home-org/crowdsec-bouncer-traefik-plugin:v1.7.1");
  expect(podOn(inside)).not.toHaveProperty("initContainers");
  expect(podOn(inside)).not.toHaveProperty("affinity");
});

test("traefik is given the root of Step-CA once it is known, and starts anew with another one", () => {
  const withRoot = (rootCertificate: string) => ({ ...pinned, stepCa: { ...pinned.stepCa, rootCertificate } });
  const digest = (cluster: Cluster) =>
    only(objectsOn(cluster), "Deployment").spec.template.metadata.annotations["lab/config"];
  expect(only(objectsOn(withRoot("old")), "ConfigMap", "step-ca-root").data).toEqual({ "root_ca.crt": "old" });
  expect(podOn(withRoot("old")).containers[0].volumeMounts).toContainEqual({
    name: "step-ca",
    mountPath: "/etc/step-ca",
    readOnly: true,
  });
  expect(digest(withRoot("old"))).not.toBe(digest(withRoot("new")));
  expect(traefik.leftOut?.(pinned)).toEqual([expect.objectContaining({ field: "stepCa.rootCertificate" })]);
  expect(traefik.leftOut?.(withRoot("old"))).toEqual([]);
});

test("traefik opens the tunnel's door on no node", () => {
  const services = objectsOn(pinned).filter(({ kind }) => kind === "Service");
  const doors = services.map(({ metadata, spec }) => {
    const { type = "ClusterIP", ports } = spec as { type?: string; ports: { targetPort: string }[] };
    return [metadata.name, type, ports.map(({ targetPort }) => targetPort).join()];
  });
  expect(doors).toEqual([
    ["traefik", "LoadBalancer", "web,websecure"],
    ["traefik-tunnel", "ClusterIP", "tunnel"],
  ]);
});

test("traefik shows its dashboard to nobody without a password", () => {
  const { routes } = only(objectsOn(pinned), "IngressRoute").spec;
  expect(routes[0]).toMatchObject({
    match: "Host(`traefik.home.lab`)",
    middlewares: [{ name: "traefik-login" }],
    services: [{ kind: "TraefikService", name: "api@internal" }],
  });
  expect(only(objectsOn(pinned), "Middleware").spec.basicAuth.secret).toBe("traefik-users");
});

test("the image with the bouncer is built from the version that is pinned", () => {
  const text = readFileSync(new URL("./bouncer/Containerfile", import.meta.url), "utf8");
  expect(text).toContain(`${BOUNCER.module}.git#`);
  expect(text).toContain(versions["crowdsec-bouncer"].version);
  expect(text).toContain(` ${BOUNCER.folderInImage}\n`);
});
