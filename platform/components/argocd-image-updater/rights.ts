import { Construct } from "constructs";
import { Role, RoleBinding, ServiceAccount } from "../../kubernetes.ts";
import { may, READ, type Right } from "../argocd/rights.ts";
import { NAME } from "./account.ts";

/** Its service account and what it may do in Argo CD's namespace: look at Applications, and answer in its own objects. */
export class ImageUpdaterRights extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new ServiceAccount(this, "account", { metadata: { name: NAME, labels: { "app.kubernetes.io/name": NAME } } });
    this.role(NAME, NAME, [may(READ, "", ["secrets", "configmaps"])]);
    this.role(`${NAME}-manager-role`, `${NAME}-manager-rolebinding`, [
      may(["create"], "", ["events"]),
      may(["update", ...READ], GROUP, ["imageupdaters"]), // it adds its finalizer
      may(["update"], GROUP, ["imageupdaters/finalizers"]),
      may(["get", "patch", "update"], GROUP, ["imageupdaters/status"]),
      may(READ, "argoproj.io", ["applications"]),
    ]);
  }

  private role(name: string, binding: string, rules: readonly Right[]): void {
    const labels = { "app.kubernetes.io/name": NAME };
    new Role(this, name, { metadata: { name, labels }, rules });
    new RoleBinding(this, `${name}-binding`, {
      metadata: { name: binding, labels },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name },
      subjects: [{ kind: "ServiceAccount", name: NAME }],
    });
  }
}

const GROUP = "argocd-image-updater.argoproj.io";
