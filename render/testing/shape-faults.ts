import { faultsOf } from "../schemas/faults-of.ts";
import type { Schema } from "../schemas/schema.ts";
import type { Shape } from "./type-shape.ts";

/**
 * Where a type lets something be written, or left out, that a schema refuses whatever its value is. A field that the
 * schema has and the type has not is none.
 *
 * @returns e.g. `spec.tls.certResolvers: the schema has no such field`
 */
export function shapeFaults(shape: Shape, schema: Schema, path: string): string[] {
  switch (shape.form) {
    case "anything":
      return [];
    case "choice":
      return shape.shapes.flatMap(each => shapeFaults(each, schema, path));
    case "list":
      return [...wrong([], schema, path), ...(schema.items ? shapeFaults(shape.items, schema.items, `${path}[]`) : [])];
    case "text":
      return shape.literal === undefined ? wrongType("text", schema, path) : wrong(shape.literal, schema, path);
    case "number":
      return wrongType(1, schema, path);
    case "boolean":
      return wrongType(true, schema, path);
    case "object":
      return [...wrongType({}, schema, path), ...fieldFaults(shape, schema, path)];
  }
}

function fieldFaults(shape: Extract<Shape, { form: "object" }>, schema: Schema, path: string): string[] {
  const { properties = {}, values, open, required = [] } = schema;
  const faults: string[] = [];
  for (const [name, field] of Object.entries(shape.fields)) {
    const expected = properties[name] ?? values;
    if (expected !== undefined) faults.push(...shapeFaults(field.shape, expected, `${path}.${name}`));
    else if (!open) faults.push(`${path}.${name}: the schema has no such field`);
  }
  if (shape.others !== undefined) {
    if (values !== undefined) faults.push(...shapeFaults(shape.others, values, `${path}.*`));
    else if (!open) faults.push(`${path}.*: the schema allows no fields but its own`);
  }
  for (const name of required) {
    const field = shape.fields[name];
    if (field === undefined) faults.push(`${path}.${name}: the schema requires it, and the type has it not`);
    else if (field.optional) faults.push(`${path}.${name}: the schema requires it, and the type does not`);
  }
  return faults;
}

/** Of a value that is one of many, only the type is told. */
function wrongType(sample: unknown, { type, nullable }: Schema, path: string): string[] {
  return wrong(sample, { ...(type && { type }), ...(nullable && { nullable }), open: true }, path);
}

function wrong(value: unknown, { limits, ...schema }: Schema, path: string): string[] {
  const onlyValue: Schema = typeof value === "string" && limits !== undefined ? { ...schema, limits } : schema;
  return faultsOf(value, onlyValue).map(({ problem }) => `${path}: ${problem}`);
}
