import { expect, test } from "vitest";
import { sampleDeployment } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { volumeClaimSwapped } from "./volume-claim-swapped.ts";

const mounting = (claimName: string, { name = "data", mountPath = "/data" } = {}) => ({
  erp: [
    sampleDeployment({
      container: { volumeMounts: [{ name, mountPath }] },
      pod: { volumes: [{ name, persistentVolumeClaim: { claimName } }] },
    }),
  ],
});

test("volume-claim-swapped warns where another claim is at the same folder, also by another volume", () => {
  const told = ['warn: container "erp" finds the claim "files" at "/data" in place of "documents"'];
  expect(seen(volumeClaimSwapped, mounting("documents"), mounting("files"))).toEqual(told);
  expect(seen(volumeClaimSwapped, mounting("documents"), mounting("files", { name: "other" }))).toEqual(told);
});

test("volume-claim-swapped is silent about another name of the volume, another folder, and a first claim", () => {
  expect(seen(volumeClaimSwapped, mounting("documents"), mounting("documents", { name: "other" }))).toEqual([]);
  expect(seen(volumeClaimSwapped, mounting("documents"), mounting("files", { mountPath: "/files" }))).toEqual([]);
  expect(seen(volumeClaimSwapped, { erp: [sampleDeployment()] }, mounting("documents"))).toEqual([]);
});
