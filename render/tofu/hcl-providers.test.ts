import { join } from "node:path";
import { expect, test } from "vitest";
import { stackFolder } from "../../platform/naming.ts";
import { stacks } from "../../platform/tofu/index.ts";
import { repositoryFolder } from "../repository.ts";
import { hclProviders } from "./hcl-providers.ts";

test.each(stacks.map(({ name }) => name))(
  "hclProviders() finds what the stack %s requires, with its versions",
  name => {
    const providers = hclProviders(join(repositoryFolder, stackFolder(name)));
    expect(providers.length).toBeGreaterThan(0);
    for (const { source, version } of providers)
      expect(`${source} ${version}`).toMatch(/^[\w-]+\/[\w-]+ (~> )?\d[\d.]*$/);
  },
);

test("hclProviders() finds none in a folder that requires none", () => {
  expect(hclProviders(join(repositoryFolder, "platform/hosts"))).toEqual([]);
});
