const BEGIN = "# lab: begin";
const END = "# lab: end";

/**
 * The kernel's arguments with those that it lacks, on the one line that the firmware reads.
 *
 * @see https://www.raspberrypi.com/documentation/computers/configuration.html#kernel-command-line-cmdline-txt
 */
export function withArguments(text: string, wanted: readonly string[]): string {
  const words = text.split("\n", 1)[0]?.split(/\s+/).filter(Boolean) ?? [];
  const missing = lacking(text, wanted);
  return missing.length === 0 ? text : `${[...words, ...missing].join(" ")}\n`;
}

/** Arguments that a command line does not have. */
export function lacking(commandLine: string, wanted: readonly string[]): string[] {
  const words = new Set(commandLine.split(/\s+/));
  return wanted.filter(word => !words.has(word));
}

/**
 * The firmware's settings with ours in a block at the end, which holds for every model whatever filter stands before it.
 *
 * @see https://www.raspberrypi.com/documentation/computers/config_txt.html#conditional-filters
 */
export function withSettings(text: string, settings: readonly string[]): string {
  const others = text.replace(new RegExp(`\\n?${BEGIN}\\n[^]*?${END}\\n?`), "");
  if (settings.length === 0) return others;
  return `${others}${others.endsWith("\n") || others === "" ? "" : "\n"}\n${[BEGIN, "[all]", ...settings, END].join("\n")}\n`;
}
