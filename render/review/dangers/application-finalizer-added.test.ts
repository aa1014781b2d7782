import { expect, test } from "vitest";
import { sampleApplication } from "../testing/sample-situation.ts";
import { seen } from "../testing/seen.ts";
import { applicationFinalizerAdded } from "./application-finalizer-added.ts";

const BACKGROUND = "resources-finalizer.argocd.argoproj.io/background";
const FOREGROUND = "resources-finalizer.argocd.argoproj.io";
const finalized = (...finalizers: string[]) => ({ applications: [sampleApplication("erp", {}, { finalizers })] });

test.each([BACKGROUND, FOREGROUND])("application-finalizer-added warns of %s", finalizer => {
  expect(seen(applicationFinalizerAdded, finalized(), finalized(finalizer))).toEqual([
    "warn: its deletion now takes its objects along",
  ]);
});

test("application-finalizer-added is silent where it only changes, and about other finalizers", () => {
  expect(seen(applicationFinalizerAdded, finalized(FOREGROUND), finalized(BACKGROUND))).toEqual([]);
  expect(seen(applicationFinalizerAdded, finalized(), finalized("example.net/hold"))).toEqual([]);
});
