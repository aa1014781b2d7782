import { describe, expect, test } from "vitest";
import { hostHere } from "./testing/host-here.ts";
import { isEnabled, notHealthy, notRunning, observeUnits } from "./unit-states.ts";

describe("notRunning()", () => {
  const TRIED = { ConditionTimestampMonotonic: "12" };

  test.each([
    ["runs", { ActiveState: "active" }],
    ["was kept from starting by its own condition", { ActiveState: "inactive", ConditionResult: "no", ...TRIED }],
    [
      "did once what it does",
      { ActiveState: "inactive", Type: "oneshot", Result: "success", InactiveEnterTimestampMonotonic: "9" },
    ],
  ])("is content with a unit that %s", (_, state) => {
    expect(notRunning(state)).toBeUndefined();
  });

  test.each([
    ["is not there", { LoadState: "not-found", ActiveState: "inactive" }, "is not there"],
    ["was never started", { ActiveState: "inactive", SubState: "dead", ConditionResult: "no" }, "is inactive (dead)"],
    [
      "does once what it never did",
      { ActiveState: "inactive", SubState: "dead", Type: "oneshot", Result: "success" },
      "is inactive (dead)",
    ],
    ["has failed", { ActiveState: "failed", SubState: "failed", Type: "oneshot" }, "is failed (failed)"],
    ["starts over and over", { ActiveState: "activating", SubState: "auto-restart" }, "is activating (auto-restart)"],
  ])("names a unit that %s", (_, state, what) => {
    expect(notRunning(state)).toBe(what);
  });
});

test.each([
  ["enabled", true],
  ["static", true],
  ["disabled", false],
  ["masked", false],
  ["", false],
])("isEnabled() of %j is %s", (UnitFileState, enabled) => {
  expect(isEnabled({ UnitFileState })).toBe(enabled);
});

test.each([
  ["Up 3 minutes (healthy)", true],
  ["Up 3 minutes", true],
  ["Exited (0) 2 minutes ago", true],
  ["Up 2 seconds (health: starting)", false],
  ["Up 3 minutes (unhealthy)", false],
  ["Restarting (1) 5 seconds ago", false],
  ["Exited (137) 2 minutes ago", false],
])("notHealthy() is content with %j: %s", (status, healthy) => {
  expect(notHealthy({ project: "gitea", name: "gitea-1", status }) === undefined).toBe(healthy);
});

test("observeUnits() reads units in the order of the question, and containers, in one round trip", async () => {
  const on = hostHere({});
  on.program(
    "systemctl",
    "printf 'Id=docker.service\\nActiveState=active\\n\\nId=timesyncd.service\\nActiveState=failed\\n'",
  );
  on.program("docker", "printf 'container\\tgitea\\tgitea-1\\tUp 2 minutes (healthy)\\n'");
  const { units, containers } = await observeUnits(on.remote, ["docker.service", "alias.service"], ["gitea"]);
  expect(units.get("alias.service")?.ActiveState).toBe("failed");
  expect(containers).toEqual([{ project: "gitea", name: "gitea-1", status: "Up 2 minutes (healthy)" }]);
  const [asked] = on.calls().filter(call => call.startsWith("docker ps"));
  expect(asked).toContain("--filter label=com.docker.compose.oneoff=False"); // a restore that is tried is no service
});
