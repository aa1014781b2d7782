import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import { join, normalize } from "node:path";
import { ROUTER } from "./network.ts";
import { DOWNLOADS, testHostsOfLab } from "./on-test-hosts.ts";
import { packageIndex } from "./package-store.ts";
import { PACKAGES, RUN_FOLDER } from "./run-folder.ts";
import { layOutDownloads } from "./stand-ins/downloads.ts";
import { buildStandIns } from "./stand-ins/packages.ts";

/** What the hosts find at the address of their router, in place of the Internet. */
export interface Outside {
  /** The Internet is away, or there again. */
  disconnect(): Promise<void>;
  connect(): Promise<void>;
  stop(): Promise<void>;
}

/** Debian packages in `/debian`, programs in `/downloads`. */
export async function startOutside(): Promise<Outside> {
  const folder = join(process.env[RUN_FOLDER] as string, "outside");
  if (!existsSync(folder)) layOut(folder); // once for all tests of a run
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", `http://${ROUTER}`).pathname);
    const file = join(folder, normalize(path));
    if (!existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-length": statSync(file).size });
    createReadStream(file).pipe(response);
  });
  const connect = () =>
    new Promise<void>((resolve, reject) => server.once("error", reject).listen(80, ROUTER, resolve));
  const disconnect = () =>
    new Promise<void>(resolve => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  await connect();
  return { connect, disconnect, stop: disconnect };
}

/** What hosts find there: packages of Debian and in place of some of them, and programs. */
function layOut(folder: string): void {
  layOutPackages(join(folder, "debian"));
  const programs = testHostsOfLab().flatMap(host => host.programs);
  layOutDownloads(join(folder, "downloads"), DOWNLOADS, programs);
}

/** A repository without a folder structure: https://wiki.debian.org/DebianRepository/Format#Flat_Repository_Format */
function layOutPackages(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const stored = process.env[PACKAGES] as string;
  buildStandIns(folder);
  writeFileSync(
    join(folder, "Packages"),
    Buffer.concat([readFileSync(join(stored, "Packages")), packageIndex(folder)]),
  );
  for (const name of readdirSync(stored).filter(name => name.endsWith(".deb"))) {
    symlinkSync(join(stored, name), join(folder, name));
  }
}
