import { describe, expect, test } from "vitest";
import { objectsIn, only, sampleCluster } from "../../testing/sample-instance.ts";
import { site } from "./index.ts";

const versions = {
  ...sampleCluster.versions,
  caddy: { version: "2.1.0", source: "docker.io/library/caddy" },
  "git-sync": { version: "v4.1.0", source: "github.com/kubernetes/git-sync" },
};
const objects = objectsIn(chart =>
  site.resources(chart, { ...sampleCluster, versions }, { instances: [], components: [] }),
);
const deployment = only(objects, "Deployment").spec;
const pod = deployment.template.spec;

/** A volume as each container sees it, by the name of the container. */
function mountsOf(volume: string): Record<string, { mountPath: string; readOnly?: boolean }> {
  return Object.fromEntries(
    pod.containers.flatMap(({ name, volumeMounts }: { name: string; volumeMounts: { name: string }[] }) =>
      volumeMounts.filter(mount => mount.name === volume).map(({ name: _, ...mount }) => [name, mount]),
    ),
  );
}

describe("site", () => {
  test("asks people for a password at Traefik, for Caddy has none", () => {
    expect(only(objects, "IngressRoute").spec.routes[0].middlewares).toEqual([{ name: "site-login" }]);
  });

  test("git-sync and Caddy see the pages at the same place, and only git-sync may change them", () => {
    expect(mountsOf("pages")).toEqual({
      "git-sync": { mountPath: "/pages" },
      caddy: { mountPath: "/pages", readOnly: true },
    });
  });

  test("only git-sync sees the token", () => {
    expect(Object.keys(mountsOf("login"))).toEqual(["git-sync"]);
  });

  test("no page comes by a ConfigMap: of those it has settings only", () => {
    expect(Object.keys(only(objects, "ConfigMap").data).sort()).toEqual(["Caddyfile", "sparse-checkout"]);
  });

  test("reaches Gitea and names, and nobody else", () => {
    const [names, ...others] = only(objects, "NetworkPolicy").spec.egress;
    expect(names.ports.map(({ port }: { port: number }) => port)).toEqual([53, 53]);
    const gitea = sampleCluster.nodes[sampleCluster.gitea.node]?.address;
    expect(others).toEqual([{ to: [{ ipBlock: { cidr: `${gitea}/32` } }], ports: [{ protocol: "TCP", port: 443 }] }]);
  });

  test("a new pod has its pages before the old one goes", () => {
    expect(deployment.strategy).toEqual({ type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } });
    const asked = pod.containers.map(
      ({ readinessProbe }: { readinessProbe: { httpGet: object } }) => readinessProbe.httpGet,
    );
    expect(asked).toEqual([
      { path: "/", port: "metrics" }, // git-sync: it has fetched a commit
      { path: "/", port: "http" }, // Caddy: the front page is there
    ]);
  });
});
