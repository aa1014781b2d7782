import { lstatSync } from "node:fs";
import { type ResolveFnOutput, registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

/**
 * Lets modules of this repository find each other, and packages, without a search: a relative import of ours names its
 * file, and a package is the same one from all of our folders. Node would look for links and for a package.json on the
 * way to each of some 400 files, which takes a tenth of a rendering. A link, and what is not there, is left to Node.
 *
 * @see https://nodejs.org/docs/latest-v24.x/api/module.html#moduleregisterhooksoptions
 */
export function importDirectly(): void {
  const packages = new Map<string, ResolveFnOutput>();
  const modules = new Map<string, ResolveFnOutput>();
  registerHooks({
    resolve(specifier, context, nextResolve) {
      const { parentURL, conditions } = context;
      if (!isOurs(parentURL) || !conditions.includes("import")) return nextResolve(specifier, context);
      if (specifier.startsWith(".")) {
        const key = parentURL.slice(0, parentURL.lastIndexOf("/") + 1) + specifier; // files of a folder import alike
        const found = modules.get(key) ?? moduleAt(new URL(specifier, parentURL));
        if (found === undefined) return nextResolve(specifier, context);
        modules.set(key, found);
        return found;
      }
      const resolved = packages.get(specifier) ?? { ...nextResolve(specifier, context), shortCircuit: true };
      packages.set(specifier, resolved);
      return resolved;
    },
  });
}

function moduleAt({ href }: URL): ResolveFnOutput | undefined {
  const isModule = href.endsWith(".ts") && isFile(fileURLToPath(href));
  return isModule ? { url: href, format: "module-typescript", shortCircuit: true } : undefined;
}

/** No link: a module has one URL, that of its file. */
function isFile(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

const REPOSITORY = new URL("..", import.meta.url).href;
const PACKAGES = new URL("../node_modules/", import.meta.url).href;

function isOurs(url = ""): url is string {
  return url.startsWith(REPOSITORY) && !url.startsWith(PACKAGES);
}
