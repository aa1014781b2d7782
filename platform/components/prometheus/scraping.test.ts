import { expect, test } from "vitest";
import { sampleCluster } from "../../testing/sample-instance.ts";
import { scrapeJobs } from "./scraping.ts";

const trusting = { ...sampleCluster, stepCa: { ...sampleCluster.stepCa, rootCertificate: "PEM" } };

function job(name: string, cluster = sampleCluster) {
  return scrapeJobs(cluster).find(({ job_name }) => job_name === name);
}

test("Gitea gets its token only once its certificate can be trusted", () => {
  expect(job("gitea")).toBeUndefined();
  expect(job("gitea", trusting)).toMatchObject({
    scheme: "https",
    tls_config: { ca: "PEM" },
    static_configs: [{ targets: ["git.home.lab:443"], labels: { node: "pi2" } }],
  });
});

test("no job talks https without an authority that it trusts", () => {
  for (const { job_name, scheme, tls_config } of scrapeJobs(trusting)) {
    if (scheme === "https") expect(tls_config, job_name).toBeDefined();
  }
});

test("every server is asked for its API server, and no agent is", () => {
  const [pi1, pi2] = [sampleCluster.nodes.pi1, sampleCluster.nodes.pi2];
  const cluster = { ...sampleCluster, nodes: { pi1, pi2, pi3: { ...pi1, address: "192.168.1.13" } } as never };
  expect(job("apiserver", cluster)?.static_configs?.map(({ labels }) => labels.node)).toEqual(["pi1", "pi3"]);
});

test("what is kept of a job is what is left of all that k3s says at each of its ports", () => {
  const kept = (name: string) => new RegExp(`^(?:${job(name)?.metric_relabel_configs?.[0]?.regex})$`);
  expect("kubelet_volume_stats_available_bytes").toMatch(kept("kubelet"));
  expect("apiserver_request_duration_seconds_bucket").not.toMatch(kept("kubelet"));
  expect("apiserver_request_duration_seconds_bucket").not.toMatch(kept("apiserver"));
  expect("container_memory_working_set_bytes").toMatch(kept("cadvisor"));
});
