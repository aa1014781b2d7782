import { expect, test } from "vitest";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import { renderedFolder } from "../../repository.ts";
import { readTree } from "../../tree/read.ts";
import { differenceOf, renderBox } from "./box-tree.ts";

const HOST = "127.0.0.1:34567";

test("a box differs from the committed tree in Gitea's address, and in nothing else", async () => {
  const box = await renderBox("arcodange", HOST);
  const { byAddress, otherwise } = differenceOf(readTree(renderedFolder), box, arcodange.gitea.host);
  expect(box.findings.filter(({ level }) => level === "error")).toEqual([]);
  expect(otherwise).toEqual([]);
  expect(byAddress).toContain("arcodange/applications/application-root.yaml");
  expect([...box.tree.values()].join("")).not.toContain(arcodange.gitea.host);
});

test("a box shows what else differs: another value, a file more, a file less", async () => {
  const box = await renderBox("arcodange", HOST);
  const committed = new Map(readTree(renderedFolder));
  committed.set("arcodange/applications/application-root.yaml", "kind: Other\n");
  committed.set("arcodange/cms/configmap-more.yaml", "kind: ConfigMap\n");
  committed.delete("arcodange/cms/service-cms.yaml");
  expect(differenceOf(committed, box, arcodange.gitea.host).otherwise).toEqual([
    "arcodange/applications/application-root.yaml",
    "arcodange/cms/configmap-more.yaml",
    "arcodange/cms/service-cms.yaml",
  ]);
});

test("a cluster that does not exist is named beside those that do", async () => {
  await expect(renderBox("office", HOST)).rejects.toThrow(
    'Cannot put "office" into a box: clusters/index.ts has no such cluster, it has arcodange, rehearsal',
  );
});
