import { expect, test } from "vitest";
import { stopped } from "./units.ts";

test("stopped() names each unit that does not run, and why", () => {
  const printed = `Id=k3s.service
ActiveState=active
Result=success

Id=lab-gitea.service
ActiveState=activating
Result=exit-code

Id=lab-postgres.service
ActiveState=failed
Result=assert

Id=lab-runner-apps.service
ActiveState=inactive
Result=success
ConditionResult=no
`;
  expect(stopped(printed)).toEqual([
    { name: "lab-gitea.service", state: "activating", result: "exit-code", isSkipped: false },
    { name: "lab-postgres.service", state: "failed", result: "assert", isSkipped: false },
    { name: "lab-runner-apps.service", state: "inactive", result: "success", isSkipped: true },
  ]);
});
