import { PORTS } from "./places.ts";

/** Answers while Caddy lives, whether there are pages or not. */
export const ALIVE = "/-/alive";

/**
 * Files of one folder, with no way to change anything: no port for an administrator, no list of a folder, nothing whose
 * name begins with a dot. A browser asks each time whether a page is still the same.
 *
 * @param root folder of the site where Caddy sees it; a link on the way there is followed anew with each request
 * @see https://caddyserver.com/docs/caddyfile
 */
export function caddyfile(root: string): string {
  return `{
  admin off
  persist_config off
  auto_https off
  storage_check off
  storage_clean_interval off
  servers {
    protocols h1
  }
}

http://:${PORTS.http} {
  root ${root}
  @picture path *.svg
  @other not path *.svg
  header @picture Content-Security-Policy "${PICTURE_POLICY}"
  header @other Content-Security-Policy "${PAGE_POLICY}"
  header {
    Cross-Origin-Opener-Policy same-origin
    Cross-Origin-Resource-Policy same-origin
    Referrer-Policy no-referrer
    X-Content-Type-Options nosniff
    Cache-Control no-cache
  }
  respond ${ALIVE} 200
  encode zstd gzip
  file_server {
    hide .*
  }
  handle_errors {
    respond "{err.status_code} {err.status_text}"
  }
}
`;
}

/**
 * What a page may do: run and show what lies in the site, within no other page.
 *
 * @see https://www.w3.org/TR/CSP3/
 */
const PAGE_POLICY = [
  "default-src 'none'",
  ...["script-src", "style-src", "img-src"].map(directive => `${directive} 'self'`),
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** A picture that is opened by itself has a style of its own, and may do nothing else. */
const PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
