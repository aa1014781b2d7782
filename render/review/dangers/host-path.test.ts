import { expect, test } from "vitest";
import { sampleDeployment } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { hostPath } from "./host-path.ts";

const mounting = (path: string, mount: object = {}) =>
  sampleDeployment({
    container: { volumeMounts: [{ name: "node", mountPath: "/node", ...mount }] },
    pod: { volumes: [{ name: "node", hostPath: { path } }] },
  });

test("host-path warns of what is written, and notes what is read", () => {
  expect(seen(hostPath, { erp: [] }, { erp: [mounting("/var/lib")] })).toEqual([
    'warn: its pods write to "/var/lib" of their node',
  ]);
  expect(seen(hostPath, { erp: [] }, { erp: [mounting("/var/log", { readOnly: true })] })).toEqual([
    'note: its pods read "/var/log" of their node',
  ]);
});

test("host-path takes a socket of the runtime for written, and tells when a mount becomes writable", () => {
  expect(seen(hostPath, { erp: [] }, { erp: [mounting("/var/run/docker.sock", { readOnly: true })] })).toEqual([
    'warn: its pods write to "/var/run/docker.sock" of their node',
  ]);
  expect(seen(hostPath, { erp: [mounting("/srv", { readOnly: true })] }, { erp: [mounting("/srv")] })).toEqual([
    'warn: its pods write to "/srv" of their node',
    'note, fixed: its pods read "/srv" of their node',
  ]);
});

test("host-path is silent about other volumes", () => {
  const after = sampleDeployment({ pod: { volumes: [{ name: "tmp", emptyDir: {} }] } });
  expect(seen(hostPath, { erp: [] }, { erp: [after] })).toEqual([]);
});
