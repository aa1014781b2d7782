import type { ApiObjectMetadata } from "cdk8s";
import { kindOf } from "./kind.ts";

/** A construct class for a custom resource whose `spec` is written against `Spec`. */
export function customResource<Spec>(apiVersion: string, kind: string) {
  return kindOf<{ readonly metadata: ApiObjectMetadata; readonly spec: Spec }>(apiVersion, kind);
}
