import { describe, expect, test } from "vitest";
import { commonPorts } from "./policy-ports.ts";

const LISTENING = [
  { name: "http", containerPort: 8080 },
  { name: "dns", containerPort: 53, protocol: "UDP" },
];

describe("commonPorts()", () => {
  test.each<[what: string, into: object[] | undefined, out: object[] | undefined, expected: string[]]>([
    ["neither names a port", undefined, undefined, ["every port"]],
    ["an empty list stands for all", [], [], ["every port"]],
    ["only the receiver names one", [{ port: 5432 }], undefined, ["TCP 5432"]],
    ["only the sender names one", undefined, [{ port: 443 }, { port: 7844 }], ["TCP 443", "TCP 7844"]],
    ["both name the same", [{ port: 443 }], [{ port: 443 }], ["TCP 443"]],
    ["they name others", [{ port: 443 }], [{ port: 80 }], []],
    ["they differ in the protocol", [{ port: 53 }], [{ port: 53, protocol: "UDP" }], []],
    ["the receiver calls it by name", [{ port: "http" }], [{ port: 8080 }], ["TCP http"]],
    ["the sender calls it by name", [{ port: 8080 }], [{ port: "http" }], ["TCP 8080"]],
    ["no container has the name", [{ port: "https" }], undefined, []],
    ["the name is of another protocol", [{ port: "dns" }], undefined, []],
    ["one names a range", [{ port: 8000, endPort: 9000 }], [{ port: 8080 }], ["TCP 8080"]],
    ["ranges overlap", [{ port: 1, endPort: 20 }], [{ port: 10, endPort: 30 }], ["TCP 10-20"]],
    ["one names a protocol alone", [{ protocol: "UDP" }], undefined, ["every UDP port"]],
  ])("when %s", (_, into, out, expected) => {
    expect(commonPorts(into, out, LISTENING)).toEqual(expected);
  });
});
