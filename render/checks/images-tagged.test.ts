import { expect, test } from "vitest";
import { declaredLab, withEdit } from "../testing/declared-lab.ts";
import { edit } from "./edits/images-tagged.ts";
import { imagesTagged } from "./images-tagged.ts";

test("imagesTagged accepts the declared lab", async () => {
  expect(imagesTagged.check(await declaredLab())).toEqual([]);
});

test("imagesTagged refuses a moving tag, naming the container", async () => {
  expect(imagesTagged.check(edit(await declaredLab()))).toMatchObject([
    {
      unit: "erp",
      object: "Deployment/erp",
      field: "spec.template.spec.containers[erp].image",
      problem: 'tag "latest" of "gitea.arcodange.lab/arcodange-org/erp:latest" moves',
      remedy: "write the tag of one version",
      file: "apps/erp.ts",
    },
  ]);
});

const digest = `sha256:${"0a".repeat(32)}`;

test.each([
  [undefined, "it has none"],
  ["", "it has none"],
  ["ghcr.io/team/app", '"ghcr.io/team/app" has no tag'],
  [`ghcr.io/team/app@${digest}`, "has no tag"],
  ["registry:5000/team/app", "has no tag"],
  ["ghcr.io/team/app:", '"" of "ghcr.io/team/app:" is no tag'],
  ["ghcr.io/team/app:Main", 'tag "Main" of'],
  ["ghcr.io/team/app:1 2", '"1 2" of "ghcr.io/team/app:1 2" is no tag'],
  ["ghcr.io/team/app:1.2@sha256:abc", '"sha256:abc" of'],
  [`ghcr.io/team/app:1.2@${digest.toUpperCase()}`, "is no digest"],
  ["redis:8.2", '"redis:8.2" names no registry'],
  ["team/app:8.2", '"team/app:8.2" names no registry'],
])("imagesTagged refuses %s", async (image, problem) => {
  expect(imagesTagged.check(await withImage(image))).toMatchObject([{ problem: expect.stringContaining(problem) }]);
});

test.each([
  "docker.io/library/redis:8-alpine",
  "registry:5000/team/app:v1.2.3-rc.1",
  `ghcr.io/team/app:1.2@${digest}`,
  "localhost/app:main-20260101",
])("imagesTagged accepts %s", async image => {
  expect(imagesTagged.check(await withImage(image))).toEqual([]);
});

test("imagesTagged looks at containers that run first, too", async () => {
  const lab = withEdit(await declaredLab(), "erp/Deployment/erp", deployment => {
    deployment.spec.template.spec.initContainers = [{ name: "migrate", image: "ghcr.io/team/app:edge" }];
  });
  expect(imagesTagged.check(lab)).toMatchObject([{ field: "spec.template.spec.initContainers[migrate].image" }]);
});

async function withImage(image: string | undefined) {
  return withEdit(await declaredLab(), "erp/Deployment/erp", deployment => {
    deployment.spec.template.spec.containers[0].image = image;
  });
}
