import { expect, test } from "vitest";
import type { Cluster } from "../../../clusters/lab.ts";
import { sampleCluster } from "../../testing/sample-instance.ts";
import { traefikArguments } from "./arguments.ts";

const known: Cluster = {
  ...sampleCluster,
  stepCa: { ...sampleCluster.stepCa, rootCertificate: "-----BEGIN CERTIFICATE-----" },
};
const { zone: _, ...inside } = known;

/** Arguments by what stands before the first `=`. */
const flags = (cluster: Cluster) =>
  new Map(traefikArguments(cluster).map(word => word.split(/=(.*)/s, 2) as [string, string | undefined]));

test("traefikArguments() believes what a request says of its visitor at the tunnel only", () => {
  const trusting = [...flags(known).keys()].filter(flag => /forwardedHeaders/i.test(flag));
  expect(trusting).toEqual(["--entryPoints.tunnel.forwardedHeaders.trustedIPs"]);
  expect(flags(known).get("--entryPoints.tunnel.forwardedHeaders.trustedIPs")).toBe("10.42.0.0/16");
});

test("traefikArguments() opens nothing to the public where there is no zone: neither door, nor plugin, nor resolver", () => {
  const words = traefikArguments(inside).join(" ");
  expect(words).not.toMatch(/tunnel|letsencrypt|localplugins/);
  expect(words).toContain("--certificatesresolvers.step-ca.acme.caserver=https://ca.home.lab:9000/acme/acme/directory");
});

test("traefikArguments() trusts Step-CA by its root, and asks it nothing while that is unknown", () => {
  expect(flags(known).get("--certificatesresolvers.step-ca.acme.cacertificates")).toBe("/etc/step-ca/root_ca.crt");
  expect(traefikArguments(sampleCluster).join(" ")).not.toContain("step-ca");
});

test("traefikArguments() fetches no plugin and tells nobody of the lab", () => {
  expect(traefikArguments(known).filter(word => word.startsWith("--experimental.plugins"))).toEqual([]);
  expect(flags(known).get("--global.checknewversion")).toBe("false");
  expect(flags(known).get("--global.sendanonymoususage")).toBe("false");
});

test("traefikArguments() keeps every header but one out of the log", () => {
  const headers = [...flags(known)].filter(([flag]) => flag.startsWith("--accesslog.fields.headers"));
  expect(Object.fromEntries(headers)).toEqual({
    "--accesslog.fields.headers.defaultmode": "drop",
    "--accesslog.fields.headers.names.User-Agent": "keep",
  });
});

/** The ServiceLB of k3s leads each port of the Service on a node's address to Traefik, whoever listens there. */
test("traefikArguments() asks Step-CA at no port that k3s leads back to Traefik itself", () => {
  const server = new URL(flags(known).get("--certificatesresolvers.step-ca.acme.caserver") ?? "");
  expect(["", "80", "443"]).not.toContain(server.port);
});
