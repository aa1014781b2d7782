import { hash } from "node:crypto";
import { definitionsFile, type Files, type Release } from "./release.ts";

/** The longest line that the formatter leaves as it is. */
const LINE_WIDTH = 120;

/** Why these files cannot be taken for what a component published: a wrong digest, or none to compare with. */
export function distrust(release: Release, files: Files, origin: string): string[] {
  const { component, version, definitions } = release;
  const trusted = definitions.digests[version] ?? {};
  const unknown = definitions.files.some(name => trusted[name] === undefined);
  if (unknown) return [linesToAdd(release, files, origin)];
  return [...files].flatMap(([name, content]) => {
    const digest = sha256(content);
    if (digest === trusted[name]) return [];
    return [
      `Cannot trust ${name} of ${component} ${version}: ${origin} gave SHA-256 ${digest}, and ` +
        `${definitionsFile(release)} expects ${trusted[name]}; none of its files was kept`,
    ];
  });
}

function linesToAdd(release: Release, files: Files, origin: string): string {
  const { component, version } = release;
  return [
    `Cannot trust ${component} ${version}: ${definitionsFile(release)} has not the digest of each file, so nothing was ` +
      `kept. If what ${origin} gave is genuine, add this to its digests:`,
    `    ${JSON.stringify(version)}: {`,
    ...[...files].map(([name, content]) => digestLine(JSON.stringify(name), JSON.stringify(sha256(content)))),
    "    },",
  ].join("\n");
}

/** As the formatter would have it. */
function digestLine(name: string, digest: string): string {
  const line = `      ${name}: ${digest},`;
  return line.length > LINE_WIDTH ? `      ${name}:\n        ${digest},` : line;
}

function sha256(content: Uint8Array): string {
  return hash("sha256", content);
}
