import { expect, test } from "vitest";
import { sampleDeployment } from "../testing/sample-objects.ts";
import { sampleApplication } from "../testing/sample-situation.ts";
import { seen } from "../testing/seen.ts";
import { crdWithController } from "./crd-with-controller.ts";

const source = (targetRevision: string) => ({
  source: { repoURL: "https://git.example.net/crds.git", path: "longhorn", targetRevision },
});
const lab = (pin: string, version: string, extra: ReturnType<typeof sampleDeployment>[] = []) => ({
  applications: [sampleApplication("longhorn-crds", source(pin)), ...extra],
  longhorn: [sampleDeployment({ name: "manager", container: { image: `longhornio/longhorn-manager:${version}` } })],
});

test("crd-with-controller warns where the pin and an image of the component move together", () => {
  expect(seen(crdWithController, lab("v1.12.0", "v1.12.0"), lab("v1.12.1", "v1.12.1"))).toEqual([
    'warn: the CRDs of "longhorn" move in one change with "longhorn" itself',
  ]);
});

test("crd-with-controller warns where the component comes from elsewhere too", () => {
  const chart = (pin: string) => [sampleApplication("longhorn", source(pin))];
  expect(seen(crdWithController, lab("v1", "v1", chart("v1")), lab("v2", "v1", chart("v2")))).toHaveLength(1);
});

test("crd-with-controller is silent where only one of both moves, or another component", () => {
  expect(seen(crdWithController, lab("v1.12.0", "v1.12.0"), lab("v1.12.1", "v1.12.0"))).toEqual([]);
  expect(seen(crdWithController, lab("v1.12.0", "v1.12.0"), lab("v1.12.0", "v1.12.1"))).toEqual([]);
  const erp = (version: string) => ({ erp: [sampleDeployment({ container: { image: `team/erp:${version}` } })] });
  const [before, after] = [
    { ...lab("v1", "v1"), ...erp("1.0.0") },
    { ...lab("v2", "v1"), ...erp("1.1.0") },
  ];
  expect(seen(crdWithController, before, after)).toEqual([]);
  const otherwise = sampleApplication("longhorn-crds", { ...source("v1"), project: "crds" });
  const moved = { ...lab("v1", "v2"), applications: [otherwise] };
  expect(seen(crdWithController, lab("v1", "v1"), moved)).toEqual([]);
});
