import { expect, test } from "vitest";
import { sampleApplication } from "../testing/sample-situation.ts";
import { seen } from "../testing/seen.ts";
import { applicationFinalizerRemoved } from "./application-finalizer-removed.ts";

const BACKGROUND = "resources-finalizer.argocd.argoproj.io/background";
const FOREGROUND = "resources-finalizer.argocd.argoproj.io";
const finalized = (...finalizers: string[]) => ({ applications: [sampleApplication("erp", {}, { finalizers })] });

test.each([BACKGROUND, FOREGROUND])("application-finalizer-removed notes that %s goes", finalizer => {
  expect(
    seen(applicationFinalizerRemoved, finalized(finalizer, "example.net/hold"), finalized("example.net/hold")),
  ).toEqual(["note: its deletion now leaves its objects behind"]);
});

test("application-finalizer-removed is silent where it only changes, and about other finalizers", () => {
  expect(seen(applicationFinalizerRemoved, finalized(FOREGROUND), finalized(BACKGROUND))).toEqual([]);
  expect(seen(applicationFinalizerRemoved, finalized("example.net/hold"), finalized())).toEqual([]);
});
