import { expect, test } from "vitest";
import { applicationsOf } from "./applications.ts";
import { departure, folderDeployers } from "./departure.ts";
import { readObjects } from "./read-objects.ts";

const object = (options: string) => ({
  apiVersion: "v1",
  kind: "Secret",
  metadata: { name: "a", namespace: "erp", annotations: { "argocd.argoproj.io/sync-options": options } },
});

const application = (spec: object = {}) =>
  JSON.stringify({
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Application",
    metadata: { name: "erp", finalizers: ["resources-finalizer.argocd.argoproj.io"] },
    spec: { syncPolicy: { automated: { prune: true } }, ...spec },
  });

const tree = (...texts: string[]) =>
  folderDeployers(
    applicationsOf(new Map(texts.map(text => ["arcodange/applications/application-erp.yaml", text])), readObjects),
  );

const ERP = { cluster: "arcodange", folder: "erp" };

test("departure() of what the root deploys is a prune, said to be a guess, where no root is known", () => {
  const { verb, why } = departure(object(""), { ...ERP, folder: "applications" }, tree(), tree());
  expect({ verb, why }).toEqual({ verb: "prune", why: 'no Application of "applications" says otherwise' });
});

test("departure() goes by the option that deletes least where an object carries several", () => {
  const all = tree(application());
  expect(departure(object("Prune=true,Prune=confirm,Prune=false"), ERP, all, all)).toEqual({
    verb: "keep",
    why: "it carries Prune=false",
  });
});

test("departure() asks for Prune while the Application stays, and for Delete when it goes", () => {
  const all = tree(application());
  expect(departure(object("Delete=false"), ERP, all, all).verb).toBe("prune");
  expect(departure(object("Delete=false"), ERP, all, tree()).verb).toBe("keep");
  expect(departure(object("Prune=false"), ERP, all, all).verb).toBe("keep");
  expect(departure(object("Prune=false"), ERP, all, tree()).verb).toBe("prune");
});

test("departure() lets the object's own Delete overrule that of its Application", () => {
  const sparing = tree(application({ syncPolicy: { automated: { prune: true }, syncOptions: ["Delete=false"] } }));
  expect(departure(object(""), ERP, sparing, tree()).verb).toBe("keep");
  expect(departure(object("Delete=true"), ERP, sparing, tree()).verb).toBe("prune");
});
