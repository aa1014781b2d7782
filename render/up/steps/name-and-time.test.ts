import { platform } from "node:process";
import { describe, expect, test } from "vitest";
import { hostHere } from "../testing/host-here.ts";
import { nameAndTime } from "./name-and-time.ts";

describe("nameAndTime", () => {
  const saying = (fields: Readonly<Record<string, string>>) => {
    const seen = { name: "pi1", "name at the next start": "pi1", "time zone": "UTC", clock: now(0), ...fields };
    const output = Object.entries(seen).map(([what, is]) => `${what}\t${is}\n`);
    return { ...hostHere({}), remote: { name: "pi1", run: async () => output.join("") } };
  };
  const now = (ahead: number) => String(Math.round(Date.now() / 1000) + ahead);

  test.each([
    ["the name of an image", { name: "raspberrypi" }, 'name is "raspberrypi" and should be "pi1"'],
    [
      "a name that is lost at the next start",
      { "name at the next start": "" },
      'name at the next start is "" and should be "pi1"',
    ],
    ["another time zone", { "time zone": "Europe/London" }, 'time zone is "Europe/London" and should be "UTC"'],
    ["a clock without a battery", { clock: now(-3600) }, "clock is 3600 seconds behind the clock here"],
    ["a clock from the future", { clock: now(90) }, "clock is 90 seconds ahead of the clock here"],
  ])("sees %s", async (_, fields, line) => {
    expect(await nameAndTime.check(saying(fields))).toEqual([line]);
  });

  test("lets a clock be that is nearly right, for the time servers know better", async () => {
    expect(await nameAndTime.check(saying({ clock: now(30) }))).toEqual([]);
  });

  test.skipIf(platform !== "linux")("refuses a time zone that the host does not know", async () => {
    await expect(nameAndTime.do(hostHere({ timeZone: "Europe/Atlantis" }))).rejects.toThrow(
      "no time zone Europe/Atlantis",
    );
  });
});
