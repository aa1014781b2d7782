import { expect, test } from "vitest";
import { byPeer, byPorts } from "./network-rules.ts";

const pods = (name: string) => ({ podSelector: { matchLabels: { "app.kubernetes.io/name": name } } });

test("byPorts() knows rules by the ports that they open, in any order", () => {
  const web = { ports: [{ port: 8080 }, { port: "dns", protocol: "UDP" }] };
  expect(byPorts([web, { from: [pods("a")] }])).toEqual({
    "8080/TCP+dns/UDP": web,
    "every-port": { from: [pods("a")] },
  });
});

test("byPorts() leaves a list alone in which two rules open the same", () => {
  const rules = [
    { from: [pods("a")], ports: [{ port: 1 }] },
    { from: [pods("b")], ports: [{ port: 1 }] },
  ];
  expect(byPorts(rules)).toBe(rules);
});

test("byPeer() knows peers by whom they select", () => {
  const peers = [pods("argocd-server"), { ipBlock: { cidr: "10.42.0.0/16" } }, { namespaceSelector: {} }];
  expect(byPeer(peers)).toEqual({
    "argocd-server": peers[0],
    "10.42.0.0/16": peers[1],
    everyone: peers[2],
  });
});
