import type { IncomingMessage, ServerResponse } from "node:http";
import { outgoingMessage } from "../ses/outgoing-message.ts";
import { viewOf } from "./mail-view.ts";
import type { Outbox, SentMail } from "./outbox.ts";
import { bodyDocument, type ListedMail, type OpenMail, outboxPage, type ViewName, views } from "./pages.ts";
import { stylesheetSource } from "./stylesheet.ts";

type Answer = {
  readonly status?: number;
  readonly type: string;
  readonly body: string | Buffer;
  readonly csp?: string;
};

const LIST_LENGTH = 200;
const HTML = "text/html; charset=utf-8";
const pageCsp = `default-src 'none'; style-src ${stylesheetSource}; img-src data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
const bodyCsp =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups allow-popups-to-escape-sandbox; frame-ancestors 'self'";

const json = (value: unknown, status = 200): Answer => ({
  status,
  type: "application/json",
  body: JSON.stringify(value),
});
const missing = json({ message: "no such mail" }, 404);

/** Serves the outbox's page and its JSON: everything that left, newest first; it changes nothing. */
export function outboxHandler(
  outbox: Outbox,
  region = "us-east-1",
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    answer(outbox, region, request).then(
      (found) => write(response, found),
      () => write(response, json({ message: "the outbox could not answer" }, 500)),
    );
  };
}

function write(response: ServerResponse, { status = 200, type, body, csp = "default-src 'none'" }: Answer): void {
  response.writeHead(status, {
    "content-type": type,
    "content-security-policy": csp,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
  });
  response.end(body);
}

async function answer(outbox: Outbox, region: string, request: IncomingMessage): Promise<Answer> {
  if (request.method !== "GET" && request.method !== "HEAD") return json({ message: "the outbox is for reading" }, 405);
  const url = new URL(request.url ?? "/", "http://outbox.localhost");
  const [place, id, part] = url.pathname
    .replace(/^\/api\//, "/api-")
    .split("/")
    .slice(1);
  if (place === "") return page(outbox, url, undefined);
  if (place === "api-messages" && id === undefined) return json({ messages: search(outbox, url) });
  const mail = outbox.get(id ?? "");
  if (mail === undefined) return missing;
  const raw = await outbox.raw(mail.id);
  const bytes = part === "delivered" ? outgoingMessage(raw, mail, region) : raw;
  if (place === "api-messages" && part === undefined) return json({ ...mail, ...(await viewOf(raw)), to: mail.to });
  if (place === "api-messages" && (part === "raw" || part === "delivered"))
    return { type: "application/octet-stream", body: bytes };
  if (place !== "messages") return missing;
  if (part === "body") return { type: HTML, body: bodyDocument(await viewOf(raw)), csp: bodyCsp };
  return part === undefined ? page(outbox, url, await opened(mail, raw, url, region)) : missing;
}

/** `to` = part of a recipient, `subject` = part of it, `since` = a time: only later mail. */
function search(outbox: Outbox, { searchParams }: URL): readonly SentMail[] {
  const to = (searchParams.get("to") ?? "").toLowerCase();
  const subject = (searchParams.get("subject") ?? "").toLowerCase();
  const since = new Date(searchParams.get("since") ?? 0).getTime() || 0;
  return outbox
    .list()
    .filter((mail) => to === "" || mail.to.some((one) => one.toLowerCase().includes(to)))
    .filter((mail) => subject === "" || mail.subject.toLowerCase().includes(subject))
    .filter((mail) => Date.parse(mail.at) >= since);
}

async function opened(mail: SentMail, raw: Buffer, url: URL, region: string): Promise<OpenMail> {
  const asked = url.searchParams.get("view") ?? "message";
  const name: ViewName = asked in views ? (asked as ViewName) : "message";
  const view = await viewOf(raw);
  const sources = {
    message: () => "",
    text: () => view.text,
    raw: () => raw.toString("utf8"),
    delivered: () => outgoingMessage(raw, mail, region).toString("utf8"),
  };
  return { mail, view, name, source: sources[name]() };
}

async function page(outbox: Outbox, url: URL, open: OpenMail | undefined): Promise<Answer> {
  const mails = search(outbox, url).slice(0, LIST_LENGTH);
  const listed = await Promise.all(mails.map(withSubject));
  const body = String(await outboxPage(listed, url.searchParams.get("to") ?? "", open));
  return { type: HTML, body, csp: pageCsp };
}

/** Subjects are kept as they stand in the mail: encoded words are read here. */
async function withSubject(mail: SentMail): Promise<ListedMail> {
  const plain = !mail.subject.includes("=?");
  const shownSubject = plain
    ? mail.subject
    : (await viewOf(Buffer.from(`Subject: ${mail.subject}\r\n\r\n`, "latin1"))).subject;
  return { ...mail, shownSubject };
}
