import { expect, test } from "vitest";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import type { Cluster } from "../../../clusters/lab.ts";
import { ROOT_CERTIFICATE, trust } from "./trust.ts";

const { node, host } = arcodange.stepCa;
const on = (stepCa: Cluster["stepCa"]) =>
  trust({ cluster: { ...arcodange, stepCa }, name: "pi3", node: arcodange.nodes.pi3 });

test("trust() asks for nothing while the root is not known", () => {
  expect(on({ node, host })).toEqual({});
});

test("trust() makes the machine read the certificates again when the root has changed", () => {
  const { files, units } = on({ node, host, rootCertificate: "-----BEGIN CERTIFICATE-----\n" });
  const root = files?.find(({ path }) => path === ROOT_CERTIFICATE);
  expect(root?.content).toBe("-----BEGIN CERTIFICATE-----\n");
  expect(root?.restarts).toEqual(units?.map(({ name }) => name));
  expect(ROOT_CERTIFICATE).toMatch(/\.crt$/); // update-ca-certificates takes no other
});
