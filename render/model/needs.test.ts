import { describe, expect, test } from "vitest";
import { sampleObject, sampleUnit } from "../testing/sample-unit.ts";
import { needsOf } from "./needs.ts";

const crds = sampleUnit("traefik-crds", [], { class: "crds", crdGroups: ["traefik.io"] });
const storage = sampleUnit("longhorn", [sampleObject("storage.k8s.io/v1/StorageClass", "replicated")]);
const route = sampleObject("traefik.io/v1alpha1/IngressRoute", "erp/web");
const spec = { storageClassName: "replicated" };

describe("needsOf()", () => {
  test("makes a custom resource wait for the unit that defines its group, in whatever version", () => {
    expect(needsOf([sampleUnit("erp", [route]), crds])).toEqual([{ unit: "erp", needs: "traefik-crds" }]);
  });

  test("does not take one group for another that ends alike, nor the core group for any", () => {
    const others = [sampleObject("other.traefik.io/v1/Thing", "erp/x"), sampleObject("Service", "erp/web")];
    expect(needsOf([sampleUnit("erp", others), crds])).toEqual([]);
  });

  test("makes a claim wait for its storage class", () => {
    const claim = sampleObject("PersistentVolumeClaim", "erp/documents", { spec });
    expect(needsOf([sampleUnit("erp", [claim]), storage])).toEqual([{ unit: "erp", needs: "longhorn" }]);
  });

  test("makes a StatefulSet wait for the storage class of its claim templates", () => {
    const set = sampleObject("apps/v1/StatefulSet", "tools/vault", { spec: { volumeClaimTemplates: [{}, { spec }] } });
    expect(needsOf([sampleUnit("vault", [set]), storage])).toEqual([{ unit: "vault", needs: "longhorn" }]);
  });

  test("makes no unit wait for itself, nor twice for the same", () => {
    const claim = (name: string) => sampleObject("PersistentVolumeClaim", `longhorn/${name}`, { spec });
    const own = sampleUnit("longhorn", [...storage.objects, claim("a"), claim("b")], { needs: ["longhorn"] });
    expect(needsOf([own])).toEqual([]);
    expect(needsOf([sampleUnit("erp", [claim("a"), claim("b")], { needs: ["longhorn"] }), storage])).toHaveLength(1);
  });

  test("keeps what a unit names itself, even where no such unit exists: that is for a rule to say", () => {
    expect(needsOf([sampleUnit("a", [], { needs: ["b"] })])).toEqual([{ unit: "a", needs: "b" }]);
  });

  test("leaves to retries what converges by itself: Secrets, accounts, connections", () => {
    const auth = sampleObject("v1/VaultAuth", "erp/vault", { spec: { vaultConnectionRef: "tools/vault" } });
    const connection = sampleObject("v1/VaultConnection", "tools/vault");
    expect(needsOf([sampleUnit("erp", [auth]), sampleUnit("operator", [connection])])).toEqual([]);
  });

  test("reads a StatefulSet and a claim without a specification as such that need nothing", () => {
    const bare = [sampleObject("apps/v1/StatefulSet", "erp/a"), sampleObject("PersistentVolumeClaim", "erp/b")];
    expect(needsOf([sampleUnit("erp", bare), storage])).toEqual([]);
  });
});
