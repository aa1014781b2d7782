import { expect, test } from "vitest";
import { arcodange } from "../../clusters/arcodange/index.ts";
import { hostOf } from "./host-of.ts";
import { stopSeconds } from "./stop-seconds.ts";

const SYSTEM = "/etc/systemd/system";

test("stopSeconds() gives a unit without a limit what systemd gives it", () => {
  expect(stopSeconds([unit("a", "")])).toBe(90);
});

test("stopSeconds() adds units that stop one after the other, and not those beside them", () => {
  const files = [unit("a", "TimeoutStopSec=150"), unit("b", "After=x.target a.service\nTimeoutStopSec=60")];
  expect(stopSeconds(files)).toBe(210);
  expect(stopSeconds([...files, unit("c", "After=a.service\nTimeoutStopSec=30")])).toBe(210);
});

test("stopSeconds() counts what logind lets pods delay the shutdown before any unit stops", () => {
  const pods = { path: "/etc/systemd/logind.conf.d/zz-lab.conf", content: "[Login]\nInhibitDelayMaxSec=70\n" };
  expect(stopSeconds([pods, unit("a", "TimeoutStopSec=10")])).toBe(80);
});

test("stopSeconds() is nothing for a host without units", () => {
  expect(stopSeconds([])).toBe(0);
});

test("stopSeconds() says what goes in circles, for systemd would break such an order somewhere", () => {
  expect(() => stopSeconds([unit("a", "After=b.service"), unit("b", "After=a.service")])).toThrow(/a\.service/);
});

test("PostgreSQL's host has time for its pods, then Gitea, then PostgreSQL", () => {
  expect(stopSeconds(hostOf(arcodange, "pi2").files)).toBeGreaterThanOrEqual(90 + (60 + 30) + (120 + 30));
});

function unit(name: string, lines: string) {
  return { path: `${SYSTEM}/${name}.service`, content: `[Unit]\n${lines}\n` };
}
