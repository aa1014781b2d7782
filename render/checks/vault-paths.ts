import type { Finding } from "../../clusters/finding.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import { databaseCredentialsPath, kvPath } from "../../platform/naming.ts";
import type { BuiltUnit } from "../model/unit.ts";
import { inQuotes, mismatch } from "./findings/mismatch.ts";
import { objectFinding } from "./findings/object-finding.ts";
import { objectsOfKind } from "./lab/objects-by-kind.ts";
import type { Rule } from "./rule.ts";

/**
 * An instance reads its own secrets only: it logs in to Vault as itself, from its own namespace, and names no path of
 * another. Vault's policies say so too, but a role that is too wide would go unnoticed there.
 */
export const vaultPaths: Rule = {
  name: "vault-paths",
  check(lab) {
    return objectsOfKind(lab, ...Object.keys(FAULTS)).flatMap(({ unit, object }) => {
      if (unit.class !== "app") return [];
      return (FAULTS[object.kind]?.(unit, (object.spec ?? {}) as Spec) ?? []).map(fault =>
        finding(unit, object, fault),
      );
    });
  },
};

interface Spec {
  readonly path?: string;
  readonly vaultAuthRef?: string;
  readonly kubernetes?: { readonly role?: string };
  readonly allowedNamespaces?: readonly string[];
}

interface Fault {
  readonly field: string;
  readonly problem: string;
  readonly remedy: string;
}

const FAULTS: Readonly<Record<string, (unit: BuiltUnit, spec: Spec) => Fault[]>> = {
  VaultAuth: loginFaults,
  VaultStaticSecret: (unit, spec) => [...staticPathFaults(unit, spec), ...loginReferenceFaults(unit, spec)],
  VaultDynamicSecret: (unit, spec) => [...dynamicPathFaults(unit, spec), ...loginReferenceFaults(unit, spec)],
};

function loginFaults({ namespace }: BuiltUnit, { kubernetes, allowedNamespaces }: Spec): Fault[] {
  const faults: Fault[] = [];
  if (kubernetes?.role !== namespace) {
    const problem = mismatch(kubernetes?.role, namespace);
    faults.push({ field: "spec.kubernetes.role", problem, remedy: `write ${inQuotes(namespace)}` });
  }
  if (allowedNamespaces !== undefined) {
    const problem = `${inQuotes(allowedNamespaces)} may log in as ${inQuotes(namespace)}`;
    faults.push({
      field: "spec.allowedNamespaces",
      problem,
      remedy: "remove it: its own namespace needs no permission",
    });
  }
  return faults;
}

/** The path must be plain: `erp/../webapp/smtp` begins with `erp/` as well. */
function staticPathFaults({ namespace }: BuiltUnit, { path = "" }: Spec): Fault[] {
  const [first, ...rest] = path.split("/");
  const plain = rest.length > 0 && rest.every(part => !["", ".", ".."].includes(part)) && !path.includes("%");
  if (first === namespace && plain) return [];
  const problem = `${inQuotes(path)} is no secret of ${inQuotes(namespace)}`;
  return [{ field: "spec.path", problem, remedy: `write one below ${inQuotes(kvPath(namespace, ""))}` }];
}

function dynamicPathFaults({ namespace }: BuiltUnit, { path }: Spec): Fault[] {
  const wanted = databaseCredentialsPath(namespace);
  if (path === wanted) return [];
  return [{ field: "spec.path", problem: mismatch(path, wanted), remedy: `write ${inQuotes(wanted)}` }];
}

/** A reference is a name of the same namespace, or `<namespace>/<name>`; without one it is the operator's default. */
function loginReferenceFaults({ namespace }: BuiltUnit, { vaultAuthRef }: Spec): Fault[] {
  const field = "spec.vaultAuthRef";
  const remedy = `name a VaultAuth of the namespace ${inQuotes(namespace)}`;
  if (vaultAuthRef === undefined || vaultAuthRef === "") {
    return [{ field, problem: "it has none, so the default login of the operator's namespace is taken", remedy }];
  }
  const [where, name] = vaultAuthRef.split("/");
  if (name === undefined || where === namespace) return [];
  return [{ field, problem: `${inQuotes(vaultAuthRef)} is the login of another namespace`, remedy }];
}

function finding(unit: BuiltUnit, object: KubeObject, fault: Fault): Finding {
  return objectFinding(vaultPaths.name, unit, object, fault);
}
