import { expect, test } from "vitest";
import { sampleApplication } from "../testing/sample-situation.ts";
import { seen } from "../testing/seen.ts";
import { applicationRevisionChanged } from "./application-revision-changed.ts";

const REPOSITORY = "https://git.example.net/crds.git";
const from = (...sources: object[]) => ({ applications: [sampleApplication("crds", { source: undefined, sources })] });
const at = (targetRevision?: string, repoURL = REPOSITORY) => ({ repoURL, path: "longhorn", targetRevision });

test("application-revision-changed notes another revision of a source", () => {
  expect(seen(applicationRevisionChanged, from(at("v1.12.0")), from(at("v1.12.1")))).toEqual([
    `note: it follows v1.12.1 in place of v1.12.0 of ${REPOSITORY}`,
  ]);
  expect(seen(applicationRevisionChanged, from(at(), at()), from(at(), at("v1.12.1")))).toEqual([
    `note: it follows v1.12.1 in place of HEAD of ${REPOSITORY}`,
  ]);
});

test("application-revision-changed is silent where it stays, and where another repository is followed", () => {
  expect(seen(applicationRevisionChanged, from(at()), from(at("HEAD")))).toEqual([]);
  const elsewhere = from(at("v2", "https://git.example.net/other.git"));
  expect(seen(applicationRevisionChanged, from(at("v1")), elsewhere)).toEqual([]);
});
