import { expect, test } from "vitest";
import { declaredLab } from "../../testing/declared-lab.ts";
import { components } from "./components.ts";

test("components has a row for each, and says of what waits how to bring the fact", async () => {
  const lab = await declaredLab();
  const text = components.tell(lab, "");
  for (const { component } of lab.units)
    if (component !== undefined) expect(text).toContain(`[[tools/${component.name}|`);
  expect(text).toMatch(/\[\[tools\/cloudflared\|cloudflared\]\]: `zone\.tunnelId`\. .+ To do: .+\./);
});
