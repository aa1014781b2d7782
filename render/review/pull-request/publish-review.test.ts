import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { MARKER } from "../report/markdown.ts";
import type { Review } from "../review.ts";
import { type Audience, publishFailure, publishReview } from "./publish-review.ts";

/** What a real Gitea cannot be made to do, see `render/bed/tests/review.lab.test.ts` for all that it can. */

const COMMIT = "c".repeat(40);
const TOKEN = "0123456789abcdef";
const PATIENCE = { timeoutMilliseconds: 300, pauseMilliseconds: 1 };
const review: Review = {
  base: { name: "main" },
  head: { name: "HEAD" },
  verdict: { kind: "read", sentence: "1 updated" },
  forecast: [],
  dangers: [],
  affected: { lines: [], nodes: [], edges: [] },
  guidebook: { pages: [], components: [] },
  troubles: [],
  changes: [],
};

type Comment = { id: number; html_url: string; body: string; user: { id: number } };
type Fault = (response: ServerResponse) => void | Promise<void>;

let server: Server;
let comments: Comment[];
let asked: string[];
/** What goes wrong before a request is served (or, with `after`, behind it), one after the other. */
let faults: Record<string, { readonly after?: true; readonly fault: Fault }[]>;

beforeEach(async () => {
  [comments, asked, faults] = [[], [], {}];
  server = createServer((request, response) => void answer(request, response));
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function audience(): Audience {
  const { port } = server.address() as AddressInfo;
  return {
    gitea: { server: `http://127.0.0.1:${port}`, repository: "org/lab", token: TOKEN },
    number: 7,
    commit: COMMIT,
  };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? "", "http://localhost");
  const what = `${request.method} ${pathname.replace("/api/v1/repos/org/lab", "")}`;
  asked.push(what);
  const next = faults[what]?.shift();
  if (next !== undefined && next.after === undefined) return next.fault(response);
  const body = await served(what, searchParams, request, response);
  if (next !== undefined) return next.fault(response);
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(body));
}

const PAGE = 2;

async function served(what: string, query: URLSearchParams, request: IncomingMessage, response: ServerResponse) {
  if (what === "GET /api/v1/user") return { id: 1 };
  if (what === "GET /pulls/7") return { state: "open", merged: false, head: { sha: COMMIT } };
  if (what === "GET /issues/7/comments") {
    const page = Number(query.get("page") ?? 1);
    if (page * PAGE < comments.length) response.setHeader("link", `<${pageAddress(request, page + 1)}>; rel="next"`);
    return comments.slice((page - 1) * PAGE, page * PAGE);
  }
  if (what === "POST /issues/7/comments") {
    const { body } = (await json(request)) as { body: string };
    return add(body);
  }
  if (what.startsWith("PATCH /issues/comments/")) {
    const found = comments.find(({ id }) => what.endsWith(`/${id}`));
    return Object.assign(found ?? {}, (await json(request)) as object);
  }
  if (what.startsWith("GET ")) return [];
  return { id: 1, browser_download_url: "http://localhost/attachments/1" };
}

function pageAddress({ headers, url }: IncomingMessage, page: number): string {
  const address = new URL(url ?? "", `http://${headers.host}`);
  address.searchParams.set("page", String(page));
  return address.href;
}

function add(body: string, user = 1): Comment {
  const comment = { id: comments.length + 1, html_url: "http://localhost/comment", body, user: { id: user } };
  comments.push(comment);
  return comment;
}

const badGateway: Fault = response => void response.writeHead(502).end("bad gateway");
const tooLate: Fault = async response => {
  await sleep(2 * PATIENCE.timeoutMilliseconds);
  response.end();
};
const hangUp: Fault = response => void response.destroy();

const POST = "POST /issues/7/comments";
const USER = "GET /api/v1/user";

test("a server that fails twice is asked again, and says nothing twice", async () => {
  faults = {
    [USER]: [{ fault: badGateway }, { fault: hangUp }],
    [POST]: [{ fault: badGateway }, { fault: badGateway }],
  };
  await publishReview(review, "<p>", audience(), PATIENCE);
  expect(comments).toHaveLength(1);
  expect(comments[0]?.body).toContain("To be read");
});

test.each([
  ["fails", badGateway],
  ["hangs up", hangUp],
  ["answers too late", tooLate],
])("a comment that was made by a request of which the server %s is found, not made again", async (_, fault) => {
  faults = { [POST]: [{ after: true, fault }] };
  await publishReview(review, "<p>", audience(), PATIENCE);
  expect(comments).toHaveLength(1);
  expect(asked.filter(what => what === POST)).toHaveLength(1);
});

test("a server that stays broken is given up, and no comment comes of it", async () => {
  faults = { [POST]: Array.from({ length: 9 }, () => ({ fault: badGateway })) };
  await expect(publishReview(review, "<p>", audience(), PATIENCE)).rejects.toThrow(
    /^Cannot comment on pull request 7 of org\/lab: http:\/\/127\.0\.0\.1:\d+ answers 502, bad gateway$/,
  );
  expect(asked.filter(what => what === POST)).toHaveLength(4);
});

test("a slow server ends the wait, and is asked again", async () => {
  faults = { "GET /pulls/7": [{ fault: tooLate }] };
  await publishReview(review, "<p>", audience(), PATIENCE);
  expect(asked.filter(what => what === "GET /pulls/7")).toHaveLength(2);
});

test("the comment is found on a later page, and of several the first is edited", async () => {
  add("hello");
  add(`${MARKER}\nnot ours`, 2);
  add(`so I said ${MARKER}`);
  add(`${MARKER}\nold`);
  add(`${MARKER}\nodd`);
  await publishReview(review, "<p>", audience(), PATIENCE);
  expect(comments).toHaveLength(5);
  expect(comments[3]?.body).toContain("To be read");
  expect(comments[1]?.body).toContain("not ours");
  expect(comments[4]?.body).toContain("odd");
});

test("a token that a server says back is not in the error", async () => {
  faults = { [USER]: [{ fault: response => void response.writeHead(400).end(`what is ${TOKEN}?`) }] };
  const failed = publishReview(review, "<p>", audience(), PATIENCE);
  await expect(failed).rejects.toThrow("answers 400, what is (the token)?");
  await expect(failed).rejects.not.toThrow(TOKEN);
});

test("that nobody answers is one error, with the address", async () => {
  const nowhere = audience();
  server.close();
  server.closeAllConnections();
  await expect(publishReview(review, "<p>", nowhere, PATIENCE)).rejects.toThrow(
    /^Cannot comment on pull request 7 of org\/lab: http:\S+ does not answer \(ECONNREFUSED\), see that it is up/,
  );
});

test("of a head that has moved on nothing is said", async () => {
  const moved = { ...audience(), commit: "d".repeat(40) };
  await expect(publishReview(review, "<p>", moved, PATIENCE)).rejects.toThrow(`its head is ${COMMIT} by now`);
  await publishFailure(moved);
  expect(new Set(asked)).toEqual(new Set(["GET /pulls/7"]));
});
