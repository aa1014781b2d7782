/** Such as `1 file`, `3 files`. */
export function counted(files: number): string {
  return files === 1 ? "1 file" : `${files} files`;
}
