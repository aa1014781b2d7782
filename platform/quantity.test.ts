import { expect, test } from "vitest";
import { cpuMillicores, memoryBytes } from "./quantity.ts";

test.each([
  ["0", 0],
  ["512Mi", 512 * 1024 ** 2],
  ["1Ki", 1024],
  ["1.5Gi", 1.5 * 1024 ** 3],
  [".5Ki", 512],
  ["5.Ki", 5120],
  ["2Ti", 2 * 1024 ** 4],
  ["1Pi", 1024 ** 5],
  ["1Ei", 1024 ** 6],
  ["1k", 1000],
  ["1M", 1e6],
  ["1G", 1e9],
  ["1T", 1e12],
  ["1P", 1e15],
  ["1E", 1e18],
  ["1e3", 1000],
  ["1E3", 1000],
  ["+1e+3", 1000],
  ["1500e-3", 2],
  ["128974848000m", 128974848],
  ["1500u", 1],
  ["1n", 1],
  [1024, 1024],
])("memoryBytes(%j) is %d", (quantity, bytes) => {
  expect(memoryBytes(quantity)).toBe(bytes);
});

test.each([
  ["200m", 200],
  ["1", 1000],
  [2, 2000],
  [0.3, 300],
  ["1.1", 1100],
  ["4.35", 4350],
  ["2k", 2_000_000],
  ["1500u", 2],
  ["1n", 1],
])("cpuMillicores(%j) is %d", (quantity, millicores) => {
  expect(cpuMillicores(quantity)).toBe(millicores);
});

test.each(["", ".", "Mi", "512MB", "512mi", "512 Mi", " 1", "1K", "-1", "1.2.3", "1e", "1e999", "five"])(
  "memoryBytes() and cpuMillicores() refuse %j",
  quantity => {
    expect(memoryBytes(quantity)).toBeUndefined();
    expect(cpuMillicores(quantity)).toBeUndefined();
  },
);
