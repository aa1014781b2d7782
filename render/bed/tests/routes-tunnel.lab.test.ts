import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clusters } from "../../../clusters/index.ts";
import type { Cluster } from "../../../clusters/lab.ts";
import type { IngressRouteSpec } from "../../../platform/components/traefik/api.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { committedObjects } from "../../testing/committed-objects.ts";
import { missingPrograms, program } from "../program/program.ts";
import { howToGet } from "../program/program-origins.ts";

const missing = missingPrograms(["cloudflared"]);
const note = missing.length > 0 ? `, not tried: ${howToGet(missing)}` : "";
const open = clusters.filter((cluster: Cluster) => cluster.zone !== undefined);

describe.skipIf(missing.length > 0).each(open)(
  `the tunnel's file of rendered/$name in a real cloudflared${note}`,
  cluster => {
    const objects = committedObjects(cluster.name).map(({ object }) => object);
    let folder: string;
    let file: string;

    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), "bed-"));
      file = join(folder, "config.yaml");
      const settings = objects.filter(({ kind, metadata }) => kind === "ConfigMap" && metadata.name === "cloudflared");
      writeFileSync(file, String(settings.map(({ data }) => (data as Record<string, string>)["config.yaml"])));
    });
    afterAll(() => rmSync(folder, { recursive: true }));

    test("is accepted", () => {
      expect(ingress("validate")).toContain("OK");
    });

    test("sends every host that Traefik answers at the tunnel to Traefik", () => {
      const hosts = tunnelHosts(objects);
      expect(hosts).not.toEqual([]);
      for (const host of hosts) {
        const rule = ingress("rule", `https://${host}/some/page`);
        expect(rule).toContain(`hostname: ${host}`);
        expect(rule).toContain("service: https://traefik-tunnel.traefik.svc.cluster.local:443");
      }
    });

    test("ends every other request at Cloudflare, those for names of the lab among them", () => {
      for (const host of [`unknown.${cluster.zone?.name}`, `vault.${cluster.domain}`]) {
        expect(ingress("rule", `https://${host}/`)).toContain("service: http_status:404");
      }
    });

    test("would be refused without its last rule", () => {
      const broken = join(folder, "broken.yaml");
      writeFileSync(broken, JSON.stringify({ tunnel: "lab", ingress: [{ hostname: "a.test", service: "http://a" }] }));
      const [name, ...words] = program("cloudflared");
      const { status, stdout, stderr } = spawnSync(name, [...words, ...ingressWords(broken, "validate")], {
        encoding: "utf8",
      });
      expect(status).not.toBe(0);
      expect(stdout + stderr).toContain("must match all URLs");
    });

    function ingress(...words: string[]): string {
      const [name, ...before] = program("cloudflared");
      return execFileSync(name, [...before, ...ingressWords(file, ...words)], { encoding: "utf8" });
    }
  },
);

function ingressWords(file: string, ...words: string[]): string[] {
  return ["tunnel", "--config", file, "ingress", ...words];
}

function tunnelHosts(objects: readonly KubeObject[]): string[] {
  return objects
    .filter(({ kind, spec }) => kind === "IngressRoute" && (spec as IngressRouteSpec).entryPoints.includes("tunnel"))
    .flatMap(({ spec }) => (spec as IngressRouteSpec).routes)
    .flatMap(({ match }) => Array.from(match.matchAll(/\bHost\(`([^`]+)`\)/g), ([, host]) => String(host)));
}
