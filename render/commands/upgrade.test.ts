import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { clusters } from "../../clusters/index.ts";
import { traefikDefinitions } from "../../platform/components/traefik/definitions.ts";
import { LabCopy, PATIENCE } from "../testing/lab-copy.ts";

let copy: LabCopy;
const traefik = clusters[0]?.versions.traefik?.version ?? "";
const k3s = clusters[0]?.versions.k3s?.version ?? "";

beforeAll(() => {
  copy = new LabCopy();
}, PATIENCE);
beforeEach(() => {
  copy.reset();
  copy.remove("next");
  copy.remove("pinned");
  copy.write("pinned/traefik/chart-1.yaml", deployment(traefik, "--log=INFO"));
  copy.write("next/traefik/chart-1.yaml", deployment("v99.8.0", "--log=WARN"));
  const registry = { traefik: { files: ["traefik/chart-1.yaml"], absent: {}, fields: {} } };
  copy.write("platform/components/deviations.ts", `export const deviations = ${JSON.stringify(registry)};\n`);
});
afterAll(() => copy.dispose());

function deployment(version: string, arg: string): string {
  const container = { name: "traefik", image: `docker.io/traefik:${version}`, args: [arg] };
  const spec = { template: { spec: { containers: [container] } } };
  return JSON.stringify({ apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "traefik" }, spec });
}

function upgrade(...words: string[]) {
  const env = { UPSTREAM_DIR: copy.path("pinned"), XDG_CACHE_HOME: copy.path("cache") };
  return copy.labUnder({ env }, "upgrade", ...words);
}

describe("lab upgrade", { timeout: PATIENCE }, () => {
  test("lists changed defaults, and every file of CRDs that could not be had", () => {
    const { status, stdout } = upgrade("traefik", "v99.8.0", "--upstream", copy.path("next"));
    expect(status).toBe(1);
    expect(stdout).toContain(
      `traefik ${traefik} → v99.8.0\n\n2 changed defaults of the upstream\n  Deployment/traefik\n`,
    );
    expect(stdout).toContain('spec.template.spec.containers[traefik].args[--log]: "INFO" → "WARN"');
    expect(stdout).toContain('Cannot compare the CRDs of "traefik" v99.8.0:\nCannot read ');
    expect(stdout.match(/^Cannot read .*: there is no such file/gm)).toHaveLength(traefikDefinitions.files.length);
  });

  test("refuses the files of another version, and says which they are of", () => {
    const { status, stdout } = upgrade("traefik", "v99.9.0", "--upstream", copy.path("next"));
    expect(status).toBe(1);
    expect(stdout).toContain('Cannot compare what "traefik" v99.9.0 installs: the files run images in 99.8.0');
    expect(stdout).not.toContain("changed default");
  });

  test("says which pinned versions a new k3s does not fit, and that nothing else is compared", () => {
    const { status, stdout } = upgrade("k3s", "v1.99.1+k3s1");
    expect(status).toBe(1);
    expect(stdout).toMatch(/"argocd" [\d.]+ was tested with "k3s" [\d.]+ to [\d.]+, and "v1\.99\.1\+k3s1" is pinned/);
    expect(stdout).toContain("It brings no CRDs");
  });

  test("--json prints the same", () => {
    const next = k3s.replace(/\d+$/, "99");
    const { status, stdout } = upgrade("k3s", next, "--json");
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      component: "k3s",
      from: k3s,
      to: next,
      findings: [],
    });
  });

  test.each([
    ["traefik", "newest", "that is no version"],
    ["traefik", "99.8.0", 'write "v99.8.0"'],
    ["traefk", "v99.8.0", 'did you mean "traefik"?'],
  ])("ends with 2 for %s %s", (name, version, problem) => {
    expect(upgrade(name, version)).toMatchObject({ status: 2, stdout: "", stderr: expect.stringContaining(problem) });
  });
});
