import { describe, expect, test } from "vitest";
import { type Application, unconverged, waitingForPeople } from "./unconverged.ts";

const NOBODY = new Map<string, string>();

describe("unconverged()", () => {
  test("is content when every Application is synced and healthy", () => {
    expect(unconverged(["erp"], [application("erp", "Synced", "Healthy")], NOBODY)).toEqual([]);
  });

  test("names what is not there, not compared, out of sync or unhealthy", () => {
    const live = [
      application("erp", "OutOfSync", "Healthy"),
      application("cms", "Synced", "Degraded"),
      { metadata: { name: "new" }, spec: { project: "new" } },
    ];
    expect(unconverged(["webapp", "erp", "cms", "new"], live, NOBODY)).toEqual([
      'Application "webapp" is not there',
      'Application "erp" is OutOfSync and Healthy',
      'Application "cms" is Synced and Degraded',
      'Application "new" is not compared and of unknown health',
    ]);
  });

  test("tells what a failed sync says, on one line", () => {
    const failed = application("erp", "OutOfSync", "Missing", {
      phase: "Failed",
      message: "namespace not found\nmore",
    });
    expect(unconverged(["erp"], [failed], NOBODY)).toEqual([
      'Application "erp" is OutOfSync and Missing: namespace not found',
    ]);
  });

  test("lets one that waits for a person be unhealthy, but not out of sync", () => {
    const awaited = new Map([["erp", "nobody has brought smtp"]]);
    expect(unconverged(["erp"], [application("erp", "Synced", "Progressing")], awaited)).toEqual([]);
    expect(unconverged(["erp"], [application("erp", "OutOfSync", "Progressing")], awaited)).toHaveLength(1);
  });
});

test("waitingForPeople() names those that are not healthy, with the reason", () => {
  const awaited = new Map([
    ["erp", "nobody has brought smtp"],
    ["cms", "its image is not there"],
  ]);
  const live = [application("erp", "Synced", "Progressing"), application("cms", "Synced", "Healthy")];
  expect(waitingForPeople(live, awaited)).toEqual(['Application "erp" is Progressing: nobody has brought smtp']);
});

function application(
  name: string,
  sync: string,
  health: string,
  operationState?: { readonly phase: string; readonly message: string },
): Application {
  const status = { sync: { status: sync }, health: { status: health }, ...(operationState && { operationState }) };
  return { metadata: { name }, spec: { project: name }, status };
}
