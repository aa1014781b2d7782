/** Whether a file belongs to a unit: it lies in its folder, or declares its Application or its own project. */
export function isOfUnit(path: string, unit: string): boolean {
  const [, folder, file] = path.split("/");
  return (
    folder === unit ||
    (folder === "applications" && (file === `application-${unit}.yaml` || file === `appproject-${unit}.yaml`))
  );
}
