import { expect, test } from "vitest";
import { PROTECTED, sampleClaim, sampleDeployment, sampleObject } from "../../testing/sample-objects.ts";
import { samplePageData } from "./testing/sample-page.ts";

const before = {
  erp: [sampleDeployment(), sampleClaim(), sampleObject("v1", "ConfigMap", "settings", { data: { level: "info" } })],
};

test("an entry names its key, its outcome and its dangers, and its texts are both sides", async () => {
  const { data, texts } = await samplePageData(before, {
    erp: [sampleDeployment({ container: { image: "ghcr.io/team/erp:2.0.0" } }), ...before.erp.slice(1)],
  });
  expect(data.entries).toMatchObject([
    {
      key: "home/apps/Deployment/erp/erp",
      application: "home/erp",
      kind: "Deployment",
      namespace: "erp",
      outcomes: ["update"],
      dangers: [{ id: "image-major-version" }],
      fields: ["spec.template.spec.containers[erp].image"],
    },
  ]);
  expect(texts[0]?.before).toContain("image: ghcr.io/team/erp:1.2.3\n");
  expect(texts[0]?.after).toContain("image: ghcr.io/team/erp:2.0.0\n");
  expect(texts[0]?.fields).toEqual([
    {
      path: "spec.template.spec.containers[erp].image",
      verb: "changed",
      before: "ghcr.io/team/erp:1.2.3",
      after: "ghcr.io/team/erp:2.0.0",
    },
  ]);
});

test("steps and dangers lead to the entry that they are about", async () => {
  const { data } = await samplePageData(before, { erp: [sampleDeployment()] });
  const claim = data.entries.findIndex(({ kind }) => kind === "PersistentVolumeClaim");
  const [application] = data.applications;
  expect(application?.steps.find(({ subject }) => subject === "PersistentVolumeClaim/documents")).toMatchObject({
    entry: claim,
    outcome: "prune",
  });
  expect(data.dangers.find(({ id }) => id === "volume-claim-removed")?.sights).toMatchObject([{ entry: claim }]);
});

test("a danger that is mended is told, and not held against an entry", async () => {
  const fresh = { erp: [sampleDeployment({ pod: { hostNetwork: false } })] };
  const { data } = await samplePageData({ erp: [sampleDeployment({ pod: { hostNetwork: true } })] }, fresh);
  expect(data.dangers).toMatchObject([{ id: "host-namespace", attribution: "fixed", sights: [{ entry: 0 }] }]);
  expect(data.entries[0]?.dangers).toEqual([]);
});

test("keys are unique where two Applications deploy one object, and stay the same for the first", async () => {
  const shared = (level: string) => ({
    ...sampleObject("v1", "ConfigMap", "shared", { data: { level } }),
    metadata: { name: "shared", namespace: "both" },
  });
  const { data } = await samplePageData(
    { a: [shared("info")], b: [shared("info")] },
    { a: [shared("debug")], b: [shared("debug")] },
  );
  const keys = data.entries.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys).toContain("home/ConfigMap/both/shared");
});

test("an object that stays when it leaves git says so", async () => {
  const { data } = await samplePageData({ erp: [sampleClaim({ metadata: PROTECTED })] }, { erp: [] });
  expect(data.entries).toMatchObject([{ outcomes: ["prune refused"] }]);
  expect(data.entries[0]?.notes).not.toEqual([]);
});

test("a field that means the same on both sides says so", async () => {
  const limits = (cpu: string) => [sampleDeployment({ container: { resources: { limits: { cpu } } } })];
  const { texts } = await samplePageData({ erp: limits("1000m") }, { erp: limits("1") });
  expect(texts[0]?.fields).toMatchObject([{ effect: "none", before: "1000m", after: "1" }]);
});

test("a value of a Secret that changes is told as hidden, in the fields and on both sides", async () => {
  const secret = (password: string) => [sampleObject("v1", "Secret", "keys", { stringData: { password } })];
  const { texts } = await samplePageData({ erp: secret("hunter2") }, { erp: secret("hunter3") });
  expect(texts[0]?.before).toMatch(/password: hidden/);
  expect(texts[0]?.after).toMatch(/password: hidden/);
  expect(texts[0]?.fields).toMatchObject([{ path: "stringData.password", verb: "changed" }]);
  expect(texts[0]?.fields[0]?.before).not.toBe(texts[0]?.fields[0]?.after);
});

test("long values and those of several lines are left to the texts", async () => {
  const settings = (value: string) => [sampleObject("v1", "ConfigMap", "settings", { data: { value } })];
  const { texts } = await samplePageData({ erp: settings("short") }, { erp: settings("one\ntwo\n") });
  expect(texts[0]?.fields).toEqual([{ path: "data.value", verb: "changed", before: "short" }]);
});

test("an integer that JSON cannot hold is shown with all of its digits", async () => {
  const settings = (value: bigint) => [sampleObject("v1", "ConfigMap", "settings", { data: { value } })];
  const { texts } = await samplePageData({ erp: settings(9007199254740993n) }, { erp: settings(9007199254740995n) });
  expect(texts[0]?.before).toContain("value: 9007199254740993");
  expect(texts[0]?.after).toContain("value: 9007199254740995");
});
