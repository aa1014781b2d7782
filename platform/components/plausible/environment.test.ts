import { expect, test } from "vitest";
import { environment } from "./environment.ts";

test("environment() names every variable before another one that the kubelet fills it into", () => {
  const variables = environment("plausible.home.lab") as readonly { name: string; value?: string }[];
  const used = variables.flatMap(({ value = "" }, index) =>
    [...value.matchAll(/\$\((\w+)\)/g)].map(([, name]) => ({ name, index })),
  );
  expect(used).not.toEqual([]);
  for (const { name, index } of used) expect(variables.slice(0, index).map(one => one.name)).toContain(name);
});
