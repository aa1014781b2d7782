/** A repository on a Gitea, and in whose name it is asked. */
export interface GiteaRepository {
  /** Such as `https://gitea.arcodange.lab`. */
  readonly server: string;
  /** Organisation and name, such as `arcodange-org/lab`. */
  readonly repository: string;
  readonly token: string;
}

/**
 * The repository that the options of a command name.
 *
 * @param action what the command is about, for errors: `bump`
 * @param variable of the environment, that holds the token
 * @throws {Error} with all that is wrong, and without what is secret of it
 */
export function giteaRepository(action: string, server: string, repository: string, variable: string): GiteaRepository {
  const token = process.env[variable] ?? "";
  const wrong = [
    ...(isPlainAddress(server) ? [] : ["--server is no plain address, write one such as https://gitea.arcodange.lab"]),
    ...(/^[^/\s]+\/[^/\s]+$/.test(repository)
      ? []
      : [`--repository is "${repository}", write organisation and name, such as arcodange-org/lab`]),
    ...(token === ""
      ? [`${variable} is not set, give it to the workflow as .gitea/workflows/${action}.yaml does`]
      : []),
  ];
  if (wrong.length > 0) throw new Error(wrong.map(why => `Cannot ${action}: ${why}`).join("\n"));
  return { server: server.replace(/\/+$/, ""), repository, token };
}

/** One that says where, and neither who nor what. */
function isPlainAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.username + url.password + url.search + url.hash === "";
}

/** Organisation and name, as parameters of a request. */
export function ownerAndName({ repository }: GiteaRepository): { owner: string; repo: string } {
  const [owner = "", repo = ""] = repository.split("/");
  return { owner, repo };
}
