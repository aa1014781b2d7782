import { POLICY } from "../guidebook/site/frame.ts";

/** What the server gives back. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html",
  css: "text/css",
  js: "text/javascript",
  svg: "image/svg+xml",
};

/** A file of the site, by its name. A picture has a style of its own, and may do nothing else. */
export function fileAnswer(path: string, text: string, status = 200): Answer {
  const ending = path.slice(path.lastIndexOf(".") + 1);
  const policy = ending === "svg" ? "default-src 'none'; style-src 'unsafe-inline'" : POLICY;
  return { status, text, headers: headersOf(TYPES[ending] ?? "text/plain", `${policy}; frame-ancestors 'none'`) };
}

/** A page that says itself what it may do. */
export function ownPolicyAnswer(html: string): Answer {
  return { status: 200, text: html, headers: headersOf("text/html", "frame-ancestors 'none'") };
}

/** Leads to another address of this server. */
export function redirectAnswer(location: string): Answer {
  return { ...plainAnswer(308, location), headers: { ...plainAnswer(308, "").headers, Location: location } };
}

/** A sentence for whoever asks wrongly. */
export function plainAnswer(status: number, sentence: string): Answer {
  return {
    status,
    text: `${sentence}\n`,
    headers: headersOf("text/plain", "default-src 'none'; frame-ancestors 'none'"),
  };
}

/** @see https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html */
function headersOf(type: string, policy: string): Record<string, string> {
  return {
    "Content-Type": `${type}; charset=utf-8`,
    "Content-Security-Policy": policy,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
  };
}
