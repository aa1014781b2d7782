import { Construct } from "constructs";
import { NetworkPolicy } from "../kubernetes.ts";
import { owned } from "../naming.ts";
import { tcp } from "./peers.ts";
import { usersOf } from "./uses.ts";

export interface AdmitUsersProps {
  /** The tool, whose pods carry its name. */
  readonly tool: string;
  readonly port: number;
}

/** Lets the apps that declare a tool reach its pods. */
export class AdmitUsers extends Construct {
  constructor(scope: Construct, id: string, { tool, port }: AdmitUsersProps) {
    super(scope, id);
    new NetworkPolicy(this, "policy", {
      metadata: { name: owned(tool, "users") },
      spec: {
        podSelector: { matchLabels: { "app.kubernetes.io/name": tool } },
        policyTypes: ["Ingress"],
        ingress: [{ from: [usersOf(tool)], ports: [tcp(port)] }],
      },
    });
  }
}
