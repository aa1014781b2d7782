import { apiServer } from "./api-server.ts";
import { certificates } from "./certificates.ts";
import { databases } from "./databases.ts";
import { deployment } from "./deployment.ts";
import { images } from "./images.ts";
import { internet } from "./internet.ts";
import { places } from "./places.ts";
import type { Cause } from "./reliance.ts";
import { routes } from "./routes.ts";
import { secrets } from "./secrets.ts";
import { signIn } from "./sign-in.ts";
import { tools } from "./tools.ts";
import { volumes } from "./volumes.ts";

/** Every cause by which one thing of a lab relies on another, alphabetically. */
export const causes: readonly Cause[] = [
  apiServer,
  certificates,
  databases,
  deployment,
  images,
  internet,
  places,
  routes,
  secrets,
  signIn,
  tools,
  volumes,
];
