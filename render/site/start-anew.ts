/**
 * Starts this program anew in its own place, with more options than it had: the process keeps its number and its terminal,
 * and its memory begins empty. Nothing after the call runs. Windows has no such thing: there it does nothing.
 *
 * @see https://nodejs.org/docs/latest-v24.x/api/process.html#processexecvefile-args-env
 */
export function startAnew(options: readonly string[]): void {
  if (process.platform === "win32") return;
  process.execve?.(process.execPath, [process.execPath, ...process.execArgv, ...process.argv.slice(1), ...options]);
}
