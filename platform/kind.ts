import { ApiObject } from "cdk8s";
import type { Construct } from "constructs";

/**
 * A construct class for one kind of object, whose fields are written against `Fields`: a misspelt one does not compile.
 *
 * Unlike the generated classes of cdk8s, which drop every field that they do not know in silence, it passes on all that
 * the type has.
 */
export function kindOf<Fields extends object>(apiVersion: string, kind: string) {
  return class extends ApiObject {
    constructor(scope: Construct, id: string, fields: Fields) {
      super(scope, id, { apiVersion, kind, ...fields });
    }
  };
}
