import { Construct } from "constructs";
import { IngressRoute, Middleware, type RouteBackend } from "../components/traefik/api.ts";
import { owned } from "../naming.ts";

/** Secret of a tool with those who may pass Traefik: one `name:hash` a line, in its key `users`. */
export const USERS_SECRET = "users";

export type InternalRouteProps = RouteProps & (ServiceProps | { readonly backend: RouteBackend });

interface RouteProps {
  /** Of the route, and of the Service that it leads to if it names no other backend. */
  readonly name: string;
  /** Host inside the lab. */
  readonly host: string;
  /** Who asks for a password: whoever answers, or Traefik. */
  readonly login: "own" | "traefik";
}

interface ServiceProps {
  /** Port of the Service: its number or its name. */
  readonly port: number | string;
}

/**
 * A route on a host inside the lab, with a certificate of the lab's own authority; behind a password where whoever
 * answers has no login of its own.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/middlewares/basicauth/
 */
export class InternalRoute extends Construct {
  constructor(scope: Construct, id: string, props: InternalRouteProps) {
    super(scope, id);
    const { name, host, login } = props;
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
            services: ["backend" in props ? props.backend : { name, port: props.port }],
          },
        ],
        tls: { certResolver: "step-ca" },
      },
    });
  }
}
