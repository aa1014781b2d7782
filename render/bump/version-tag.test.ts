import { expect, test } from "vitest";
import { isNewer, isRelease, parseVersionTag, type VersionTag } from "./version-tag.ts";

/** Each is newer than the one before it; most are the example of semver.org. */
const ascending = [
  ...["0.0.1-1", "0.9.9", "1.0.0-2", "1.0.0-10", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta"],
  ...["1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1-3", "1.0.1", "1.2.0", "1.10.0", "v2.0.0"],
];

test("isNewer() puts versions into the order of semver.org, and none before itself", () => {
  const tags = ascending.map(tag => parseVersionTag(tag) as VersionTag);
  for (const [one, tag] of tags.entries()) {
    for (const [two, other] of tags.entries()) {
      expect(isNewer(tag, other), `${ascending[one]} newer than ${ascending[two]}`).toBe(one > two);
    }
  }
});

test("a release has no suffix", () => {
  expect(isRelease(parseVersionTag("1.4.2") as VersionTag)).toBe(true);
  expect(isRelease(parseVersionTag("1.4.2-3") as VersionTag)).toBe(false);
});

test.each(["", "latest", "1.4", "1.4.2-", "1.4.2-a..b", "1.4.2+build", "1.4.2\nerp: {}", "main-abc", "1.4.2@sha256:0"])(
  "%j is no version",
  tag => {
    expect(parseVersionTag(tag)).toBeUndefined();
  },
);
