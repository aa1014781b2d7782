/**
 * A rendered tree: path below `rendered/` (forward slashes) to the text of that file.
 * For example `arcodange/erp/deployment-erp.yaml` to its YAML.
 */
export type Tree = ReadonlyMap<string, string>;
