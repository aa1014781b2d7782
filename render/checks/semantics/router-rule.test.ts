import { expect, test } from "vitest";
import { alternatives } from "./router-rule.ts";

test("alternatives() reads hosts, and what else a request must be", () => {
  expect(alternatives("Host(`a.lab`)")).toEqual([{ hosts: ["a.lab"], others: [] }]);
  expect(alternatives("Host(`A.lab`) && PathPrefix(`/x`)")).toEqual([
    { hosts: ["a.lab"], others: ["PathPrefix(`/x`)"] },
  ]);
  expect(alternatives("HostSNI(`a.lab`)")).toEqual([{ hosts: ["a.lab"], others: [] }]);
  expect(alternatives('Host("a.lab","b.lab")')).toHaveLength(2);
});

test("alternatives() lets && bind tighter than ||, unless there are parentheses", () => {
  expect(alternatives("Host(`a`) || Host(`b`) && Path(`/x`)")).toEqual([
    { hosts: ["a"], others: [] },
    { hosts: ["b"], others: ["Path(`/x`)"] },
  ]);
  expect(alternatives("(Host(`a`) || Host(`b`)) && Path(`/x`)")).toEqual([
    { hosts: ["a"], others: ["Path(`/x`)"] },
    { hosts: ["b"], others: ["Path(`/x`)"] },
  ]);
});

test.each(["Host(`a.lab.`)", "host(`a.lab`)", "HOST(`A.LAB`)"])("alternatives() reads the host a.lab in %s", rule => {
  expect(alternatives(rule)).toEqual([{ hosts: ["a.lab"], others: [] }]);
});

test("alternatives() does not depend on the order of conditions", () => {
  const rule = (parts: string[]) => alternatives(parts.join(" && "));
  const parts = ["Path(`/x`)", "Host(`a`)", "Method(`GET`)"];
  expect(rule(parts)).toEqual(rule(parts.toReversed()));
});

test("alternatives() takes a prefix that every path has for none", () => {
  expect(alternatives("Host(`a`) && PathPrefix(`/`)")).toEqual(alternatives("Host(`a`)"));
});

test("alternatives() does not count a negated host as one", () => {
  expect(alternatives("Host(`a`) && !(Host(`b`) || Path(`/x`))")).toEqual([
    { hosts: ["a"], others: ["!(Host(`b`)||Path(`/x`))"] },
  ]);
});

test.each([
  "",
  "Host(`a`",
  "Host(a)",
  "Host(`a`) Host(`b`)",
  "Host(`a`) &&",
  "|| Host(`a`)",
  "Host(`a`) & Host(`b`)",
  "`a`",
  "Hosst(`a`)",
  "Host()",
  'Host("a\\x2eb")',
])("alternatives() is undefined for %j, which cannot be read", rule => {
  expect(alternatives(rule)).toBeUndefined();
});
