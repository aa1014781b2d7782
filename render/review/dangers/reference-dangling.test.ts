import { expect, test } from "vitest";
import { mounting, PROTECTED, sampleClaim, sampleDeployment, sampleObject } from "../testing/sample-objects.ts";
import { sampleMiddleware, sampleRoute } from "../testing/sample-routes.ts";
import { type SampleLab, sampleApplication } from "../testing/sample-situation.ts";
import { seen } from "../testing/seen.ts";
import { referenceDangling } from "./reference-dangling.ts";

const settings = sampleObject("v1", "ConfigMap", "settings", { data: { level: "info" } });
const reading = (kind: "configMapRef" | "secretRef", name: string, rest: object = {}) =>
  sampleDeployment({ container: { envFrom: [{ [kind]: { name, ...rest } }] } });
const vault = sampleObject("secrets.hashicorp.com/v1beta1", "VaultStaticSecret", "smtp", {
  spec: { mount: "kvv2", path: "erp/smtp", destination: { name: "smtp" } },
});
const dangling = (before: SampleLab, after: SampleLab) => seen(referenceDangling, before, after);

test("reference-dangling warns of what goes and is still needed, though what needs it stays as it is", () => {
  const [config, secret] = [reading("configMapRef", "settings"), reading("secretRef", "smtp")];
  expect(dangling({ erp: [config, settings] }, { erp: [config] })).toEqual([
    'warn: ConfigMap "settings" goes, and is still needed',
  ]);
  expect(dangling({ erp: [secret, vault] }, { erp: [secret] })).toEqual([
    'warn: Secret "smtp" goes, and is still needed',
  ]);
  const mounted = sampleDeployment({ pod: mounting("documents") });
  expect(dangling({ erp: [mounted, sampleClaim()] }, { erp: [mounted] })).toHaveLength(1);
});

test("reference-dangling tells once of what is needed twice", () => {
  const envFrom = [{ configMapRef: { name: "settings" } }, { configMapRef: { name: "settings" }, prefix: "A_" }];
  const twice = sampleDeployment({ container: { envFrom } });
  expect(dangling({ erp: [twice, settings] }, { erp: [twice] })).toHaveLength(1);
});

test("reference-dangling warns of a new name that nobody carries, and only notes a Secret", () => {
  expect(dangling({ erp: [sampleDeployment()] }, { erp: [reading("configMapRef", "setings")] })).toEqual([
    'warn: needs ConfigMap "setings", which nothing in git makes',
  ]);
  expect(dangling({ erp: [sampleDeployment()] }, { erp: [reading("secretRef", "by-hand")] })).toEqual([
    'note: needs Secret "by-hand", which nothing in git makes',
  ]);
  const account = sampleDeployment({ pod: { serviceAccountName: "erp" } });
  expect(dangling({ erp: [] }, { erp: [account] })).toHaveLength(1);
});

test("reference-dangling warns of a route whose middleware or Service goes", () => {
  const [route, login] = [sampleRoute({ middlewares: ["login"] }), sampleMiddleware("login", { basicAuth: {} })];
  const service = sampleObject("v1", "Service", "erp", { spec: { ports: [{ port: 80 }] } });
  expect(dangling({ erp: [route, login, service] }, { erp: [route] })).toEqual([
    'warn: Middleware "login" goes, and is still needed',
    'warn: Service "erp" goes, and is still needed',
  ]);
});

test("reference-dangling is silent about what was dangling, what may be absent, and what Kubernetes makes", () => {
  const secret = reading("secretRef", "by-hand");
  expect(dangling({ erp: [secret] }, { erp: [secret, settings] })).toEqual([]);
  expect(dangling({ erp: [] }, { erp: [reading("configMapRef", "extra", { optional: true })] })).toEqual([]);
  const plain = sampleDeployment({ pod: { serviceAccountName: "default" } });
  expect(dangling({ erp: [] }, { erp: [plain] })).toEqual([]);
});

test("reference-dangling is silent where what left git stays, and where a chart may bring it", () => {
  const mounted = sampleDeployment({ pod: mounting("documents") });
  expect(dangling({ erp: [mounted, sampleClaim({ metadata: PROTECTED })] }, { erp: [mounted] })).toEqual([]);
  const source = { repoURL: "https://charts.example.net", chart: "erp", targetRevision: "1.0.0" };
  const chart = sampleApplication("chart", { source, destination: { namespace: "erp" } });
  expect(
    dangling({ applications: [chart], erp: [] }, { applications: [chart], erp: [reading("configMapRef", "settings")] }),
  ).toEqual([]);
});

test("reference-dangling warns of what goes even where a chart brings more", () => {
  const chart = sampleApplication("chart", {
    source: { repoURL: "https://charts.example.net", chart: "erp" },
    destination: { namespace: "erp" },
  });
  const config = reading("configMapRef", "settings");
  expect(
    dangling({ applications: [chart], erp: [config, settings] }, { applications: [chart], erp: [config] }),
  ).toHaveLength(1);
});

test("reference-dangling tells of a class of storage or priority that goes, but not of one that git never had", () => {
  const storage = sampleObject("storage.k8s.io/v1", "StorageClass", "replicated", { provisioner: "a" });
  const priority = sampleObject("scheduling.k8s.io/v1", "PriorityClass", "critical", { value: 1 });
  const users = [
    sampleClaim({ spec: { storageClassName: "replicated" } }),
    sampleDeployment({ pod: { priorityClassName: "critical" } }),
    sampleObject("apps/v1", "StatefulSet", "db", {
      spec: { volumeClaimTemplates: [{ metadata: { name: "data" }, spec: { storageClassName: "replicated" } }] },
    }),
  ];
  const all = { erp: users, base: [storage, priority] };
  expect(seen(referenceDangling, all, { ...all, base: [] })).toEqual([
    'warn: PriorityClass "critical" goes, and is still needed',
    'warn: StorageClass "replicated" goes, and is still needed',
    'warn: StorageClass "replicated" goes, and is still needed',
  ]);
  expect(seen(referenceDangling, { erp: [], base: [] }, { erp: users, base: [] })).toEqual([]);
});
