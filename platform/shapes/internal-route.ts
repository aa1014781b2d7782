import { Construct } from "constructs";
import { IngressRoute, Middleware } from "../components/traefik/api.ts";
import { owned } from "../naming.ts";

/** Secret of a tool with those who may pass Traefik: one `name:hash` a line, in its key `users`. */
export const USERS_SECRET = "users";

export interface InternalRouteProps {
  /** Of the route, and of the Service that it leads to. */
  readonly name: string;
  /** Host inside the lab. */
  readonly host: string;
  /** Port of the Service: its number or its name. */
  readonly port: number | string;
  /** Who asks for a password: whoever answers, or Traefik. */
  readonly login: "own" | "traefik";
}

/**
 * A route on a host inside the lab, with a certificate of the lab's own authority; behind a password where whoever
 * answers has no login of its own.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/middlewares/basicauth/
 */
export class InternalRoute extends Construct {
  constructor(scope: Construct, id: string, { name, host, port, login }: InternalRouteProps) {
    super(scope, id);
    if (login === "traefik") {
      new Middleware(this, "login", {
        metadata: { name: owned(name, "login") },
        spec: { basicAuth: { secret: owned(name, USERS_SECRET), removeHeader: true } },
      });
    }
    new IngressRoute(this, "route", {
      metadata: { name },
      spec: {
        entryPoints: ["websecure"],
        routes: [
          {
            kind: "Rule",
            match: `Host(\`${host}\`)`,
            ...(login === "traefik" && { middlewares: [{ name: owned(name, "login") }] }),
            services: [{ name, port }],
          },
        ],
        tls: { certResolver: "step-ca" },
      },
    });
  }
}
