/** A name without its case and its marks: `stepca` for Step-CA and `step-ca`. */
export function lettersOf(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}
