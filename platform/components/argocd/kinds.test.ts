import { describe, expect, test } from "vitest";
import { KINDS } from "./kinds.ts";

const names = (list: readonly { readonly kind: string }[]) => list.map(({ kind }) => kind);

describe("KINDS", () => {
  test("of apps hold one kind of the cluster, and none that grants rights or runs on every node", () => {
    expect(names(KINDS.app.cluster)).toEqual(["Namespace"]);
    for (const kind of ["Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding", "DaemonSet", "Secret"]) {
      expect(names(KINDS.app.namespaced)).not.toContain(kind);
    }
  });

  test("of apps and tools hold no pattern", () => {
    for (const unitClass of ["app", "tool"] as const) {
      const { cluster, namespaced } = KINDS[unitClass];
      for (const { group, kind } of [...cluster, ...namespaced]) expect(group + kind).not.toContain("*");
    }
  });

  test("of tools hold all that apps may have, and roles and daemons besides", () => {
    expect(KINDS.tool.namespaced).toEqual(expect.arrayContaining([...KINDS.app.namespaced]));
    expect(names(KINDS.tool.namespaced)).toEqual(expect.arrayContaining(["Role", "RoleBinding", "DaemonSet"]));
  });

  test("of definitions hold nothing else", () => {
    expect(KINDS.crds).toEqual({
      cluster: [{ group: "apiextensions.k8s.io", kind: "CustomResourceDefinition" }],
      namespaced: [],
    });
  });

  test.each(Object.keys(KINDS) as (keyof typeof KINDS)[])("of class %s name each kind once", unitClass => {
    const { cluster, namespaced } = KINDS[unitClass];
    const all = [...cluster, ...namespaced].map(
      ({ group, kind }, index) => `${group}/${kind}/${index < cluster.length}`,
    );
    expect(new Set(all).size).toBe(all.length);
  });
});
