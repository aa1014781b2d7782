import { expect, test } from "vitest";
import type { Node } from "../../clusters/lab.ts";
import { appsOnly, declaredLab, type EditableObject, withEdit } from "../testing/declared-lab.ts";
import { edit } from "./edits/ports-unique.ts";
import { portsUnique } from "./ports-unique.ts";

test("portsUnique accepts the declared lab", async () => {
  expect(portsUnique.check(await declaredLab())).toEqual([]);
});

test("portsUnique refuses a LoadBalancer on the port of a service beside the cluster", async () => {
  expect(portsUnique.check(edit(appsOnly(await declaredLab())))).toMatchObject([
    {
      unit: "webapp",
      object: "Service/webapp",
      field: "spec.ports[0].port",
      problem: '"TCP 9000" of node "pi1" is taken by Step-CA on pi1 (clusters/arcodange/index.ts), stepCa.node',
      remedy: "write a port that nobody else has",
      file: "apps/webapp.ts",
    },
  ]);
});

test("portsUnique refuses one nodePort for two Services", async () => {
  const nodePort = (service: EditableObject) => {
    service.spec.type = "NodePort";
    service.spec.ports[0].nodePort = 30080;
  };
  const lab = withEdit(appsOnly(await declaredLab()), "erp/Service/erp", nodePort);
  expect(portsUnique.check(lab)).toEqual([]);
  expect(portsUnique.check(withEdit(lab, "webapp/Service/webapp", nodePort))).toMatchObject([
    {
      object: "Service/webapp",
      field: "spec.ports[0].nodePort",
      problem: '"TCP 30080" is taken by Service/erp of unit "erp" (apps/erp.ts), spec.ports[0].nodePort',
    },
  ]);
});

test("portsUnique refuses one port for two LoadBalancers, but not for TCP and UDP", async () => {
  const balance = (protocol: string) => (service: EditableObject) => {
    service.spec.type = "LoadBalancer";
    service.spec.ports[0].protocol = protocol;
  };
  const lab = withEdit(appsOnly(await declaredLab()), "erp/Service/erp", balance("TCP"));
  expect(portsUnique.check(withEdit(lab, "webapp/Service/webapp", balance("TCP")))).toHaveLength(1);
  expect(portsUnique.check(withEdit(lab, "webapp/Service/webapp", balance("UDP")))).toEqual([]);
});

test("portsUnique lets Services share a port inside the cluster", async () => {
  const lab = withEdit(appsOnly(await declaredLab()), "webapp/Service/webapp", service => {
    service.spec.ports[0].port = 5432;
  });
  const services = lab.units.flatMap(({ objects }) => objects.filter(({ kind }) => kind === "Service"));
  expect(services.length).toBeGreaterThan(2);
  expect(portsUnique.check(lab)).toEqual([]);
});

test("portsUnique refuses a host port that two pods may want on one node", async () => {
  const lab = await withPods({ hostPort: 9100 }, { hostPort: 9100 });
  expect(portsUnique.check(lab)).toMatchObject([
    {
      object: "Deployment/webapp",
      field: "spec.template.spec.containers[webapp].ports[0].hostPort",
      problem: expect.stringMatching(/^"TCP 9100" is taken by Deployment\/erp of unit "erp"/),
    },
  ]);
});

test("portsUnique lets pods on different nodes, or at different addresses, have one host port", async () => {
  expect(portsUnique.check(await withPods({ hostPort: 9100, node: "pi1" }, { hostPort: 9100, node: "pi3" }))).toEqual(
    [],
  );
  expect(
    portsUnique.check(await withPods({ hostPort: 9100, node: "pi1" }, { hostPort: 9100, node: "pi1" })),
  ).toHaveLength(1);
  const [local, lan] = [
    { hostPort: 9100, hostIP: "127.0.0.1" },
    { hostPort: 9100, hostIP: "192.168.1.201" },
  ];
  expect(portsUnique.check(await withPods(local, lan))).toEqual([]);
  expect(portsUnique.check(await withPods(local, { hostPort: 9100, hostIP: "0.0.0.0" }))).toHaveLength(1);
});

test("portsUnique counts every port of a pod in the host's network", async () => {
  const lab = await withPods({ hostNetwork: true }, { hostPort: 8080 });
  expect(portsUnique.check(lab)).toMatchObject([{ problem: expect.stringContaining('"TCP 8080" is taken by') }]);
});

test("portsUnique lets PostgreSQL's port be taken on another node", async () => {
  const on = (node: string) => withPods({ hostPort: 5432, node }, {});
  expect(portsUnique.check(await on("pi3"))).toEqual([]);
  expect(portsUnique.check(await on("pi2"))).toHaveLength(1);
});

test("portsUnique lets a LoadBalancer have a port of Gitea's node, where k3s opens none", async () => {
  const balance = (service: EditableObject) => {
    service.spec.type = "LoadBalancer";
    service.spec.ports[0].port = 5432;
  };
  const lab = withEdit(appsOnly(await declaredLab()), "webapp/Service/webapp", balance);
  expect(portsUnique.check(lab)).toEqual([]);
});

test("portsUnique refuses Gitea on the one node of a cluster, where Traefik answers at its port", async () => {
  const { cluster, ...rest } = await declaredLab();
  const nodes = { pi2: cluster.nodes.pi2 as Node };
  expect(portsUnique.check({ ...rest, cluster: { ...cluster, nodes } })).toContainEqual(
    expect.objectContaining({
      object: "Service/traefik",
      problem: '"TCP 443" of node "pi2" is taken by Gitea on pi2 (clusters/arcodange/index.ts), gitea.node',
    }),
  );
});

test("portsUnique refuses two services beside the cluster on one port of a node", async () => {
  const { cluster, ...rest } = await declaredLab();
  const postgres = { node: "pi1", port: 9000 };
  expect(portsUnique.check({ ...rest, units: [], cluster: { ...cluster, postgres } })).toMatchObject([
    {
      cluster: "arcodange",
      field: "stepCa.node",
      problem: '"TCP 9000" of node "pi1" is taken by PostgreSQL on pi1 (clusters/arcodange/index.ts), postgres.port',
      file: "clusters/arcodange/index.ts",
    },
  ]);
});

test.each([
  ["k3s", { port: 10250, node: "pi3" }],
  ["Pi-hole", { port: 53, node: "pi1", protocol: "UDP" }],
  ["k3s", { port: 8472, node: "pi2", protocol: "UDP" }],
])("portsUnique refuses a pod on a port of %s", async (service, { port, ...where }) => {
  expect(portsUnique.check(await withPods({ hostPort: port, ...where }, {}))).toMatchObject([
    { object: "Deployment/erp", problem: expect.stringContaining(`is taken by ${service} on ${where.node}`) },
  ]);
});

interface Pod {
  readonly hostPort?: number;
  readonly protocol?: string;
  readonly hostIP?: string;
  readonly hostNetwork?: boolean;
  readonly node?: string;
}

async function withPods(erp: Pod, webapp: Pod) {
  const lab = withEdit(appsOnly(await declaredLab()), "erp/Deployment/erp", object => change(object, erp));
  return withEdit(lab, "webapp/Deployment/webapp", object => change(object, webapp));
}

function change({ spec }: EditableObject, { node, hostNetwork, ...port }: Pod): void {
  const pod = spec.template.spec;
  Object.assign(pod.containers[0].ports[0], port);
  if (node !== undefined) pod.nodeSelector = { "kubernetes.io/hostname": node };
  if (hostNetwork) pod.hostNetwork = true;
}
