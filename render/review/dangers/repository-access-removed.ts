import { credentialsFor, readRepositories } from "../objects/repository-credentials.ts";
import { staying } from "../objects/staying.ts";
import type { Danger } from "./danger.ts";

export const repositoryAccessRemoved: Danger = {
  id: "repository-access-removed",
  level: "stop",
  explanation:
    "Argo CD loses the credentials by which it reads a repository: nothing more is deployed from it, not even a repair",
  remedy: "Bring the new credentials in an earlier change, and see that Argo CD reads the repository by them",
  situation: situation => {
    const { before, after } = situation;
    return readRepositories(after).flatMap(repository => {
      const [lost] = credentialsFor(repository, before);
      if (lost === undefined || staying(situation).has(lost.key) || credentialsFor(repository, after).length > 0)
        return [];
      return [{ about: lost, what: `Argo CD loses its credentials for "${repository.url}"` }];
    });
  },
};
