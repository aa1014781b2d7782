import { expect, test } from "vitest";
import { parseImage, resolveImage } from "./image.ts";

const gitea = { node: "pi2", host: "gitea.lab", organisation: "home", repository: "lab" };
const digest = `sha256:${"0".repeat(64)}`;

test.each([
  ["nginx", { repository: "nginx" }],
  ["arcodange-org/erp:1.0.0", { repository: "arcodange-org/erp", tag: "1.0.0" }],
  ["ghcr.io/team/app:1.2.3", { registry: "ghcr.io", repository: "team/app", tag: "1.2.3" }],
  ["registry:5000/team/app", { registry: "registry:5000", repository: "team/app" }],
  ["localhost/app:1", { registry: "localhost", repository: "app", tag: "1" }],
  [`ghcr.io/app:1@${digest}`, { registry: "ghcr.io", repository: "app", tag: "1", digest }],
  [`ghcr.io/app@${digest}`, { registry: "ghcr.io", repository: "app", digest }],
])("parseImage() takes %s apart", (reference, parts) => {
  expect(parseImage(reference)).toEqual(parts);
});

test.each([
  ["erp:1.0.0", undefined, "gitea.lab/home/erp:1.0.0"],
  ["erp:1.0.0", "1.1.0", "gitea.lab/home/erp:1.1.0"],
  ["arcodange-org/erp:1.0.0", undefined, "gitea.lab/arcodange-org/erp:1.0.0"],
  ["arcodange-org/erp:1.0.0", "1.1.0", "gitea.lab/arcodange-org/erp:1.1.0"],
  ["arcodange-org/erp:1.0.0", `1.1.0@${digest}`, `gitea.lab/arcodange-org/erp:1.1.0@${digest}`],
  [`ghcr.io/app:1@${digest}`, undefined, `ghcr.io/app:1@${digest}`],
  [`ghcr.io/app:1@${digest}`, "2", "ghcr.io/app:2"],
])("resolveImage() of %s with tag %s is %s", (reference, tag, expected) => {
  expect(resolveImage(reference, gitea, tag)).toBe(expected);
});
