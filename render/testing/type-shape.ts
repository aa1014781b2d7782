import { join } from "node:path";
import { API, type Checker, SignatureKind, SymbolFlags, type Type, TypeFlags } from "typescript/unstable/sync";
import { repositoryFolder } from "../repository.ts";

/** A type of our own as plain data, as far as it says what may be written. */
export type Shape =
  | { readonly form: "object"; readonly fields: Readonly<Record<string, Field>>; readonly others?: Shape }
  | { readonly form: "list"; readonly items: Shape }
  | { readonly form: "text"; readonly literal?: string }
  | { readonly form: "number" }
  | { readonly form: "boolean" }
  | { readonly form: "choice"; readonly shapes: readonly Shape[] }
  | { readonly form: "anything" };

interface Field {
  readonly shape: Shape;
  readonly optional: boolean;
}

/**
 * The shape of the `spec` that a class of `customResource()` is made with, for each class that these files export, by
 * its name. The compiler itself is asked; its interface is declared unstable, so that a new version may end this.
 *
 * @param files below the repository, with the names of the classes in each
 */
export function specShapes(files: ReadonlyMap<string, readonly string[]>): Map<string, Shape> {
  const api = new API({ cwd: repositoryFolder });
  try {
    const snapshot = api.updateSnapshot({ openProject: join(repositoryFolder, "tsconfig.json") });
    const [project] = snapshot.getProjects();
    if (project === undefined) throw new Error("Cannot read types: the compiler opens no project");
    const { checker, program } = project;
    const shapes = new Map<string, Shape>();
    for (const [file, names] of files) {
      const path = join(repositoryFolder, file);
      const text = program.getSourceFile(path)?.text ?? "";
      for (const name of names) {
        const position = text.indexOf(`const ${name} =`) + "const ".length;
        shapes.set(name, shapeOf(checker, specOf(checker, checker.getTypeAtPosition(path, position), name)));
      }
    }
    return shapes;
  } finally {
    api.close();
  }
}

/** `spec` of the third argument of a class's constructor. */
function specOf(checker: Checker, type: Type | undefined, name: string): Type {
  const [signature] = type === undefined ? [] : checker.getSignaturesOfType(type, SignatureKind.Construct);
  const fields = signature && checker.getParameterType(signature, 2);
  const spec = fields && checker.getPropertyOfType(fields, "spec");
  const found = spec && checker.getTypeOfSymbol(spec);
  if (found === undefined) throw new Error(`Cannot read the type of ${name}: it has no spec`);
  return found;
}

function shapeOf(checker: Checker, type: Type): Shape {
  if (type.isUnionType()) return choiceOf(checker, type.getTypes());
  if (type.isStringLiteralType()) return { form: "text", literal: type.value };
  if (type.flags & TypeFlags.StringLike) return { form: "text" };
  if (type.flags & TypeFlags.NumberLike) return { form: "number" };
  if (type.flags & TypeFlags.BooleanLike) return { form: "boolean" };
  if (checker.isTupleType(type) || checker.isArrayType(type)) {
    const items = type.isTypeReference() ? checker.getTypeArguments(type) : [];
    return { form: "list", items: choiceOf(checker, items) };
  }
  return type.isObjectType() || type.isIntersectionType() ? objectOf(checker, type) : { form: "anything" };
}

function choiceOf(checker: Checker, types: readonly Type[]): Shape {
  const written = types.filter(({ flags }) => (flags & TypeFlags.Undefined) === 0);
  const [first, ...others] = written.map(type => shapeOf(checker, type));
  if (first === undefined) return { form: "anything" };
  return others.length === 0 ? first : { form: "choice", shapes: [first, ...others] };
}

function objectOf(checker: Checker, type: Type): Shape {
  const fields: Record<string, Field> = {};
  for (const symbol of checker.getPropertiesOfType(type)) {
    const field = checker.getTypeOfSymbol(symbol);
    const optional = (symbol.flags & SymbolFlags.Optional) !== 0;
    if (field !== undefined) fields[symbol.name] = { shape: shapeOf(checker, field), optional };
  }
  const [index] = checker.getIndexInfosOfType(type);
  return { form: "object", fields, ...(index && { others: shapeOf(checker, index.valueType) }) };
}
