import { Size } from "cdk8s";
import { describe, expect, test } from "vitest";
import type { Instance } from "../instance.ts";
import { type AnyObject, objectsIn, only, sampleInstance } from "../testing/sample-instance.ts";
import type { ProcessProps } from "./process.ts";
import { WebApp } from "./web-app.ts";

/** Every prop with a value that is not its default: a new one does not compile until it stands here and below. */
const props: Required<ProcessProps> = {
  port: 3000,
  memory: Size.mebibytes(200),
  cpuMillicores: 70,
  healthPath: "/ready",
};

/** What of the container shows that the prop has arrived. */
const arrivals: { readonly [Prop in keyof Required<ProcessProps>]: [(container: AnyObject) => unknown, unknown] } = {
  port: [container => container.ports, [{ name: "http", containerPort: 3000 }]],
  memory: [({ resources }) => [resources.requests.memory, resources.limits.memory], ["200Mi", "200Mi"]],
  cpuMillicores: [({ resources }) => resources.requests.cpu, "70m"],
  healthPath: [
    container => ["startupProbe", "readinessProbe", "livenessProbe"].map(probe => container[probe].httpGet),
    Array(3).fill({ path: "/ready", port: "http" }),
  ],
};

const webApp = (changes: Partial<Instance> = {}, id = "web") =>
  objectsIn(chart => new WebApp(chart, id, { ...sampleInstance(changes), ...props }));
const podOf = (changes: Partial<Instance> = {}) => only(webApp(changes), "Deployment").spec.template.spec;
const containerOf = (changes: Partial<Instance> = {}) => podOf(changes).containers[0];

describe("WebApp", () => {
  test.each(Object.entries(arrivals))("passes its prop %s on to the container", (_, [field, value]) => {
    expect(field(containerOf())).toEqual(value);
  });

  test("promises 50 thousandths of a core and asks / for health where nothing else is said", () => {
    const { port, memory } = props;
    const objects = objectsIn(chart => new WebApp(chart, "web", { ...sampleInstance(), port, memory }));
    const [container] = only(objects, "Deployment").spec.template.spec.containers;
    expect(container.resources.requests.cpu).toBe("50m");
    expect(container.livenessProbe.httpGet.path).toBe("/");
  });

  test("limits memory but no processor time: a limit would slow what an idle core could do", () => {
    expect(containerOf().resources.limits).not.toHaveProperty("cpu");
  });

  test("selects by labels that its pods carry, whatever its construct id", () => {
    for (const id of ["web", "renamed"]) {
      const objects = webApp({}, id);
      const { selector, template } = only(objects, "Deployment").spec;
      expect(selector.matchLabels).toEqual({ "app.kubernetes.io/name": "shop" });
      expect(template.metadata.labels).toEqual(selector.matchLabels);
      expect(only(objects, "Service").spec.selector).toEqual(selector.matchLabels);
    }
  });

  test("gives the same objects whatever its construct id", () => {
    expect(webApp({}, "renamed")).toEqual(webApp({}, "web"));
  });

  test("runs the instance's image as its service account, which no token of the API server reaches", () => {
    expect(containerOf({ image: "git.home.lab/home-org/shop:2.0.0" }).image).toBe("git.home.lab/home-org/shop:2.0.0");
    expect(podOf()).toMatchObject({ serviceAccountName: "shop-sandbox", automountServiceAccountToken: false });
  });

  test("has every field that the restricted Pod Security Standard asks for", () => {
    const pod = podOf({ volumes: { files: Size.gibibytes(1) } });
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } });
    expect(pod.securityContext.runAsUser).toBeGreaterThan(0);
    for (const container of pod.containers) {
      expect(container.securityContext).toMatchObject({
        allowPrivilegeEscalation: false,
        capabilities: { drop: ["ALL"] },
      });
      expect(container.securityContext.capabilities).not.toHaveProperty("add");
      expect(container.securityContext).not.toHaveProperty("privileged");
    }
    for (const forbidden of ["hostNetwork", "hostPID", "hostIPC"]) expect(pod).not.toHaveProperty(forbidden);
    expect(pod.volumes.flatMap(Object.keys)).not.toContain("hostPath");
  });

  test("keeps the root file system read-only, with a writable /tmp of limited size", () => {
    expect(containerOf().securityContext.readOnlyRootFilesystem).toBe(true);
    expect(containerOf().volumeMounts).toEqual([{ name: "tmp", mountPath: "/tmp" }]);
    expect(podOf().volumes).toEqual([{ name: "tmp", emptyDir: { sizeLimit: expect.any(String) } }]);
  });

  test("is one replica that goes before the next one comes: a Longhorn volume attaches to one pod", () => {
    expect(only(webApp(), "Deployment").spec).toMatchObject({ replicas: 1, strategy: { type: "Recreate" } });
  });

  test("hands the database and each secret to the container, under a prefix of its own", () => {
    expect(containerOf({ database: true, secrets: ["smtp", "api-key"] }).envFrom).toEqual([
      { prefix: "DATABASE_", secretRef: { name: "database" } },
      { prefix: "SMTP_", secretRef: { name: "smtp" } },
      { prefix: "API_KEY_", secretRef: { name: "api-key" } },
    ]);
  });

  test("hands nothing to the container of an app that asks for nothing", () => {
    expect(containerOf()).not.toHaveProperty("envFrom");
  });

  test("mounts each volume at /data/<name>, from the claim of that name", () => {
    const volumes = { documents: Size.gibibytes(5), cache: Size.gibibytes(1) };
    expect(containerOf({ volumes }).volumeMounts.slice(1)).toEqual([
      { name: "documents", mountPath: "/data/documents" },
      { name: "cache", mountPath: "/data/cache" },
    ]);
    expect(podOf({ volumes }).volumes.slice(1)).toEqual([
      { name: "documents", persistentVolumeClaim: { claimName: "documents" } },
      { name: "cache", persistentVolumeClaim: { claimName: "cache" } },
    ]);
  });
});
