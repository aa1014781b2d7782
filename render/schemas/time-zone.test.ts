import { expect, test } from "vitest";
import { isTimeZone } from "./time-zone.ts";

test.each(["Europe/Paris", "UTC", "Etc/UTC", "America/Argentina/Buenos_Aires", "Etc/GMT+2", "Asia/Calcutta"])(
  "isTimeZone() takes %s",
  name => {
    expect(isTimeZone(name)).toBe(true);
  },
);

test.each(["Europe/Pariss", "europe/paris", "Local", "+02:00", "", "TZ=Europe/Paris", "utc"])(
  "isTimeZone() refuses %j",
  name => {
    expect(isTimeZone(name)).toBe(false);
  },
);
