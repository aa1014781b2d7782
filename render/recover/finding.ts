import type { Action } from "./action.ts";

/** Something that is not as it should be, and what comes next. */
export interface Finding {
  /** `pod tools/vault-0`. */
  readonly subject: string;
  /** What is: `it should have ended 12 minutes ago`. */
  readonly problem: string;
  readonly next: Next;
}

export type Next =
  /** Somebody else is at it, or something earlier in the chain comes first. */
  | { readonly wait: string }
  | { readonly do: Action; readonly because: string }
  | { readonly ask: Question }
  /** It works all the same; nothing is to be done now. */
  | { readonly note: string };

/** What only a person can say or do. */
export interface Question {
  /** By which drills and messages know it. */
  readonly id: QuestionId;
  /** What it is about, which is typed to say yes. */
  readonly about: string;
  readonly says: string;
  /** What is done after a yes. Absent: a person has to do something, and nothing is asked for. */
  readonly action?: Action;
}

export type QuestionId =
  | "clock-wrong"
  | "disk-missing"
  | "disk-not-mountable"
  | "unit-fails"
  | "postgres-refuses"
  | "certificate-expired"
  | "api-server-down"
  | "node-is-off"
  | "node-not-ready"
  | "pod-will-not-end"
  | "attachment-in-use"
  | "attachment-stuck"
  | "volume-lost"
  | "salvage-older"
  | "salvage-refused"
  | "vault-not-initialised"
  | "unseal-key"
  | "secret-refused"
  | "application-stuck";
