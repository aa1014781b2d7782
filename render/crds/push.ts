import { crdsTag } from "../../platform/naming.ts";
import { type BareRepository, type Environment, usingCopy } from "./bare-repository.ts";
import { onlyDefinitions } from "./only-definitions.ts";
import type { Files } from "./release.ts";

/** CRDs of one version of a component. */
export interface DefinitionFiles {
  readonly component: string;
  readonly version: string;
  readonly files: Files;
}

export interface PushProps {
  /** Git repository, by anything that `git clone` takes; it may be empty. */
  readonly remote: string;
  readonly definitions: readonly DefinitionFiles[];
  /** Only find out what would be pushed. */
  readonly dryRun?: boolean;
  /** Environment of git, which may carry credentials as `GIT_CONFIG_*` or name a helper. Default: that of this process. */
  readonly environment?: Environment;
}

/** A tag that is there now, or with a dry run would be; `files` are those of its folder. */
export interface PushedTag {
  readonly tag: string;
  readonly outcome: "pushed" | "unchanged";
  readonly files: number;
}

/**
 * Puts CRDs into the repository that Argo CD takes them from: a folder and a tag for each, and a commit on the branch
 * that a clone checks out. Either all of it is there afterwards, or nothing is; other folders, tags and branches stay.
 *
 * The CRDs go as they were published, without an annotation of ours. What protects them are the sync options
 * `Prune=false` and `Delete=false` of their Application: Argo CD asks an object for its own option first, and takes the
 * Application's where it has none, both when it prunes (`isPruningDisabled` of gitops-engine's `sync_context.go`) and
 * when it deletes an Application with all that it made (`shouldBeDeleted` of `appcontroller.go`, which spares every CRD
 * anyway). `compare-options` has no such default: a CRD that a new version no longer has is kept, and its Application is
 * OutOfSync until a person deletes that CRD, or annotates it.
 *
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/controller/appcontroller.go
 * @throws {Error} naming each tag that exists with another content, with nothing pushed; or with git's own words
 */
export async function pushDefinitions(props: PushProps): Promise<PushedTag[]> {
  const { remote, definitions, dryRun = false, environment = process.env } = props;
  refuseCredentials(remote);
  try {
    return await usingCopy(remote, environment, async copy => {
      const wanted = await Promise.all(definitions.map(definition => want(copy, definition)));
      refuseMoves(wanted);
      if (!dryRun) await pushTags(copy, wanted);
      return wanted.map(({ tag, present, files }) => ({ tag, outcome: present ? "unchanged" : "pushed", files }));
    });
  } catch (error) {
    throw new Error(`Cannot push CRDs to ${remote}: ${(error as Error).message}`);
  }
}

/** A folder as it should be at a tag, and as it is there. */
interface Wanted {
  readonly component: string;
  readonly tag: string;
  /** Tree of the folder. */
  readonly folder: string;
  /** The same of the tag that exists; "" for one without that folder, undefined for no such tag. */
  readonly present: string | undefined;
  readonly files: number;
}

async function want(copy: BareRepository, { component, version, files }: DefinitionFiles): Promise<Wanted> {
  const tag = crdsTag(component, version);
  const folder = await copy.writeFolder(definitionsOf(component, files));
  const isThere = (await copy.resolve(`refs/tags/${tag}`)) !== undefined;
  const present = isThere ? ((await copy.resolve(`refs/tags/${tag}:${component}`)) ?? "") : undefined;
  return { component, tag, folder, present, files: files.size };
}

function definitionsOf(component: string, files: Files): Files {
  const texts = [...files].map(([name, content]) => [name, onlyDefinitions(Buffer.from(content).toString())] as const);
  const without = texts.filter(([, text]) => text === "").map(([name]) => name);
  if (without.length > 0 || texts.length === 0) {
    throw new Error(
      `there is no CRD in ${without.join(", ") || `the files of ${component}`}, name the files with CRDs`,
    );
  }
  return new Map(texts.map(([name, text]) => [name, Buffer.from(text)]));
}

function refuseMoves(wanted: readonly Wanted[]): void {
  const moved = wanted.filter(({ present, folder }) => present !== undefined && present !== folder);
  if (moved.length === 0) return;
  throw new Error(
    `it has ${moved.map(({ tag }) => `"${tag}"`).join(", ")} with another content, and a tag never moves. ` +
      "Find out who made it; delete it there, and push again",
  );
}

async function pushTags(copy: BareRepository, wanted: readonly Wanted[]): Promise<void> {
  const branch = await copy.branch();
  let commit = await copy.resolve(`${branch}^{commit}`);
  const references: Record<string, string> = {};
  for (const { component, tag, folder, present } of wanted) {
    if (present !== undefined) continue;
    const tree = await copy.withFolder(commit, component, folder);
    commit = await copy.commit(tree, commit, `feat(${component}): ${tag}`);
    references[branch] = commit;
    references[`refs/tags/${tag}`] = commit;
  }
  if (Object.keys(references).length > 0) await copy.push(references);
}

/** A password in an address would be in the list of processes, and in logs. */
/** As an argument of git everybody on this machine could read it; a user of https may be a token. */
function refuseCredentials(remote: string): void {
  if (!URL.canParse(remote)) return;
  const { protocol, username, password } = new URL(remote);
  if (password === "" && (username === "" || !protocol.startsWith("http"))) return;
  throw new Error("Cannot push CRDs: the address holds a user or a password, give them to git, by a credential helper");
}
