import { describe, expect, test } from "vitest";
import { onlyDefinitions } from "./only-definitions.ts";

const definition = (name: string) => `---
# Source: ${name}
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: ${name}
spec:
  names:
    kind: ${name}
  description: |
    ---
    kind: Secret
`;
const other = `---
apiVersion: v1
kind: ConfigMap
data:
  example: |
    kind: CustomResourceDefinition
`;

describe("onlyDefinitions()", () => {
  test.each([
    ["one, without a separator", definition("Disk").replace("---\n", "")],
    ["several", definition("Disk") + definition("Node")],
    ["comments and empty documents beside them", `# generated\n\n---\n${definition("Disk")}---\n# end\n`],
    ["lines that end as on Windows", definition("Disk").replaceAll("\n", "\r\n")],
  ])("leaves a text as it is that holds %s", (_, text) => {
    expect(onlyDefinitions(text)).toBe(text);
  });

  test("leaves out everything else, and keeps the rest byte for byte", () => {
    expect(onlyDefinitions(other + definition("Disk") + other + definition("Node"))).toBe(
      definition("Disk") + definition("Node"),
    );
  });

  test("is empty when there is none", () => {
    expect(onlyDefinitions(other)).toBe("");
  });
});
