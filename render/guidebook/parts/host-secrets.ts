import { HOST_SECRETS } from "../../../platform/hosts/host.ts";
import { hostsOf } from "../../../platform/hosts/host-of.ts";
import { secretsOf } from "../../kit/kit-page.ts";
import { code, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";

/** What hosts keep for themselves, for Vault comes later than they do. */
export const hostSecrets: TextPart = {
  name: "host-secrets",
  tell: ({ cluster }) =>
    table(
      ["Secret", "What it is", "Where it lies"],
      secretsOf(hostsOf(cluster)).map(({ name, what, home }) => [
        code(name),
        what,
        `${home}: ${code(`${HOST_SECRETS}/${name}`)}`,
      ]),
    ),
};
