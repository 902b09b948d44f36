import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type AnAdminApi, anAdminApi } from "./an-admin-api.ts";

/** Where `bin/build-web.ts` puts the console. */
const built = join(import.meta.dirname, "..", "..", "web", "admin", "dist");
const stage = "/console";

/** The console on a port of its own, behind what API Gateway does to requests. */
export type ServedConsole = { readonly url: string; readonly api: AnAdminApi; close(): Promise<void> };

/** Serves the built console and its API on `console.localhost`. */
export async function serveConsole(folder = built, more: { smtpRoute?: string } = {}): Promise<ServedConsole> {
  let api: AnAdminApi | undefined;
  const server = createServer((request, response) => {
    void (async () => {
      const answer = await api?.invoke(await toEvent(request));
      for (const [name, value] of Object.entries(answer?.headers ?? {})) response.setHeader(name, value);
      const cookies = answer?.multiValueHeaders["set-cookie"] ?? [];
      if (cookies.length > 0) response.setHeader("set-cookie", cookies);
      response.writeHead(answer?.statusCode ?? 500).end(Buffer.from(answer?.body ?? "", "base64"));
    })();
  });
  const port = await listen(server);
  const url = `http://console.localhost:${port}${stage}`;
  api = await anAdminApi({ staticFolder: folder, consoleUrl: url, ...more });
  const { close } = api;
  return {
    url,
    api,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await close();
    },
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

async function toEvent(request: IncomingMessage) {
  const url = new URL(request.url ?? "/", "http://console.localhost");
  const headers = Object.entries(request.headers).map(([name, value]) => [name, [value ?? ""].flat()]);
  const query = [...url.searchParams].map(([name, value]) => [name, [value]]);
  return {
    httpMethod: request.method ?? "GET",
    path: url.pathname.slice(stage.length) || "/",
    multiValueHeaders: Object.fromEntries(headers),
    multiValueQueryStringParameters: Object.fromEntries(query),
    body: Buffer.concat(await request.toArray()).toString("base64"),
    isBase64Encoded: true,
    requestContext: { requestId: "reference-1", identity: { sourceIp: request.socket.remoteAddress ?? "127.0.0.1" } },
  };
}
