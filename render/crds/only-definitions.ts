/**
 * The CRDs of a YAML file, byte for byte; what else it holds is left out, and with it nothing but CRDs the text stays
 * as it is. Documents are told apart by the lines that begin at the margin, as in every block of YAML.
 */
export function onlyDefinitions(text: string): string {
  const documents = text.split(/^(?=---\s*$)/m);
  if (documents.every(document => isDefinition(document) || isEmpty(document))) return text;
  return documents.filter(isDefinition).join("");
}

function isDefinition(document: string): boolean {
  return /^kind: CustomResourceDefinition\s*$/m.test(document);
}

/** Nothing but a separator, comments and blank lines. */
function isEmpty(document: string): boolean {
  return document.split("\n").every(line => /^(---\s*|\s*#.*|\s*)$/.test(line));
}
