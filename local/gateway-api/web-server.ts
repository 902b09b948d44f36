import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import { readBody } from "../core/read-body.ts";
import type { CloudContext } from "../core/service.ts";
import type { WebRequest } from "./proxy-event.ts";
import type { RestApi } from "./rest-api.ts";
import { serveRequest, tooLarge, writeWhole } from "./serve-request.ts";

/** API Gateway's limit for a request. */
const largestRequest = 10 * 1024 * 1024;

/** Sites of the web port that are not APIs of the stack, by the first label of their host. */
export type Sites = Readonly<Record<string, RequestListener>>;

/** One port for every site, told apart by Host; a foreign Host gets nothing (so no page elsewhere can rebind its name to us). */
export function createWebServer(apis: readonly RestApi[], sites: () => Sites, cloud: CloudContext): Server {
  return createServer((incoming, outgoing) => {
    const name = siteOf(incoming.headers.host);
    const api = apis.find((one) => one.stage === name);
    const site = name === undefined ? undefined : sites()[name];
    if (api !== undefined) {
      answer(api, incoming, outgoing, cloud).catch((error: unknown) => {
        cloud.log(`execute-api: ${String(error)}`);
        outgoing.destroy();
      });
    } else if (site !== undefined) site(incoming, outgoing);
    else refuse(outgoing, [...apis.map((one) => one.stage), ...Object.keys(sites())]);
  });
}

async function answer(
  api: RestApi,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  cloud: CloudContext,
): Promise<void> {
  const body = await readBody(incoming, largestRequest);
  const request = toWebRequest(incoming, body ?? Buffer.alloc(0), cloud.now());
  if (body === undefined) writeWhole(outgoing, request, tooLarge);
  else await serveRequest(api, request, outgoing, cloud);
}

function toWebRequest(incoming: IncomingMessage, body: Buffer, receivedAt: Date): WebRequest {
  const url = incoming.url ?? "/";
  const at = url.indexOf("?");
  const headers: [string, string][] = [];
  for (let index = 0; index < incoming.rawHeaders.length; index += 2)
    headers.push([incoming.rawHeaders[index] ?? "", incoming.rawHeaders[index + 1] ?? ""]);
  return {
    id: randomUUID(),
    method: incoming.method ?? "GET",
    path: at < 0 ? url : url.slice(0, at),
    rawQuery: at < 0 ? "" : url.slice(at + 1),
    headers,
    body,
    sourceIp: incoming.socket.remoteAddress ?? "127.0.0.1",
    receivedAt,
  };
}

function siteOf(host: string | undefined): string | undefined {
  return /^([a-z0-9-]+)\.localhost(:\d+)?$/i.exec(host ?? "")?.[1]?.toLowerCase();
}

function refuse(outgoing: ServerResponse, names: readonly string[]): void {
  const list = names.map((name) => `${name}.localhost`).join(", ");
  outgoing.writeHead(404, { "content-type": "text/plain; charset=utf-8" });
  outgoing.end(`Nothing is served under this host name; there are ${list}.\n`);
}
