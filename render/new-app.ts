/** The constant that an app's file exports: `web-shop` is `webShop`. */
export function constantName(app: string): string {
  return app.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** Text of the file of a new app: one HTTP process in production, to be edited. */
export function appTemplate(app: string): string {
  return `import { Size } from "cdk8s";
import { defineApp } from "../platform/app.ts";
import { WebApp } from "../platform/shapes/web-app.ts";

/** What it is, where its state lives. */
export const ${constantName(app)} = defineApp({
  name: "${app}",
  environments: ["prod"],
  image: "${app}:1.0.0",
  resources: (chart, instance) => new WebApp(chart, "web", { ...instance, port: 8080, memory: Size.mebibytes(128) }),
});
`;
}

/**
 * The registry with one app more, imports and list in alphabetical order.
 *
 * @param registry text of `apps/index.ts`
 * @throws {Error} when it has no list of apps to extend
 */
export function withApp(registry: string, app: string): string {
  const list = /(export const apps: readonly AppDefinition\[\] = \[)([^\]]*)(\];)/;
  if (!list.test(registry)) {
    throw new Error(
      `Cannot add app "${app}": apps/index.ts has no list "export const apps", add the app there by hand`,
    );
  }
  const imported = `import { ${constantName(app)} } from "./${app}.ts";`;
  const lines = registry.split("\n");
  const imports = lines.filter(line => /^import \{ \w+ \} from "\.\/.+\.ts";$/.test(line));
  const sorted = [...imports, imported].sort((a, b) => inNaturalOrder(specifier(a), specifier(b)));
  const appOf = (constant: string) => specifier(sorted.find(line => line.startsWith(`import { ${constant} } `)) ?? "");
  const others = lines.filter(line => !imports.includes(line));
  const position = others.findIndex(line => line.startsWith("import")) + 1;
  const text = [...others.slice(0, position), ...sorted, ...others.slice(position)].join("\n");
  return text.replace(list, (_, opening: string, names: string, closing: string) => {
    const all = [...names.split(",").map(name => name.trim()), constantName(app)].filter(name => name !== "");
    return opening + listed(all.sort((a, b) => inOrder(appOf(a), appOf(b)))) + closing;
  });
}

const LINE_WIDTH = 120;

/** The names on one line where they fit, else one on each: as the formatter has it. */
function listed(names: readonly string[]): string {
  const line = names.join(", ");
  const fits = `export const apps: readonly AppDefinition[] = [${line}];`.length <= LINE_WIDTH;
  return fits ? line : `\n  ${names.join(",\n  ")},\n`;
}

function specifier(line: string): string {
  return line.match(/"(.+)\.ts"/)?.[1] ?? "";
}

/** As the formatter sorts imports: a number in a name counts as one, so that `./shop2.ts` is before `./shop10.ts`. */
function inNaturalOrder(a: string, b: string): number {
  const [inA, inB] = [parts(a), parts(b)] as const;
  const first = inA.findIndex((part, index) => part !== inB[index]);
  const [partA = "", partB = ""] = first === -1 ? ["", "more"] : [inA[first], inB[first]];
  return Number(partA) - Number(partB) || inOrder(partA, partB);
}

/** `web2` is `w`, `e`, `b`, `2`. */
function parts(name: string): readonly string[] {
  return name.match(/\d+|\D/g) ?? [];
}

function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
