import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { anEvent, type aPortal } from "../functions/pickup-api/a-portal.ts";

type Call = Awaited<ReturnType<typeof aPortal>>["call"];

/** Serves a portal under /mpc on a port of its own, as the API's stage would. The portal may be made knowing the port. */
export async function servePortal(makeCall: (origin: string) => Promise<Call>) {
  let call: Call | undefined;
  const server = createServer((request, response) => {
    void (async () => {
      const body = Buffer.concat(await request.toArray());
      const reply = await call?.(toEvent(request, body));
      if (reply === undefined) return void response.writeHead(503).end();
      const cookies = reply.cookies.length > 0 ? { "set-cookie": [...reply.cookies] } : {};
      response.writeHead(reply.status, { ...reply.headers, ...cookies }).end(reply.body);
    })().catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://mpc.localhost:${(server.address() as AddressInfo).port}`;
  call = await makeCall(origin);
  return {
    url: `${origin}/mpc`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function toEvent(request: IncomingMessage, body: Buffer) {
  const url = (request.url ?? "/").replace(/^\/mpc/, "") || "/";
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  return anEvent(request.method ?? "GET", url, { headers, body });
}
