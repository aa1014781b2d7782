import { expect, test } from "vitest";
import { sampleSituation } from "../testing/sample-situation.ts";
import { findDangers } from "./find-dangers.ts";
import { volumeClaimRemoved } from "./volume-claim-removed.ts";

const claim = (annotations = {}) => ({
  apiVersion: "v1",
  kind: "PersistentVolumeClaim",
  metadata: { name: "documents", annotations },
  spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
});
const service = { apiVersion: "v1", kind: "Service", metadata: { name: "erp" }, spec: { ports: [{ port: 80 }] } };

test("volume-claim-removed stops a change that deletes a claim", () => {
  const situation = sampleSituation({ erp: [claim(), service] }, { erp: [service] });
  expect(findDangers(situation, [volumeClaimRemoved])).toMatchObject([
    { level: "stop", attribution: "introduced", application: "erp", what: 'claim "documents" in "erp" is deleted' },
  ]);
});

test("volume-claim-removed is silent where the claim stays although it left git", () => {
  const kept = claim({ "argocd.argoproj.io/sync-options": "Prune=false" });
  expect(findDangers(sampleSituation({ erp: [kept, service] }, { erp: [service] }), [volumeClaimRemoved])).toEqual([]);
});

test("volume-claim-removed is silent about what else goes", () => {
  expect(findDangers(sampleSituation({ erp: [service] }, { erp: [] }), [volumeClaimRemoved])).toEqual([]);
});
