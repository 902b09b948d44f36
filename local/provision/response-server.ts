import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { readBody } from "../core/read-body.ts";

/** CloudFormation takes no longer answer. */
const longest = 4096;

const answer = z.object({
  Status: z.enum(["SUCCESS", "FAILED"]),
  Reason: z.string().optional(),
  PhysicalResourceId: z.string().min(1),
  StackId: z.string(),
  RequestId: z.string(),
  LogicalResourceId: z.string(),
  NoEcho: z.boolean().optional(),
  Data: z.record(z.string(), z.unknown()).optional(),
});

/** What a custom resource's function puts to its ResponseURL. */
export type CustomResourceAnswer = z.output<typeof answer>;

/** Takes the answers of custom resources, each under a secret path of its own. */
export class ResponseServer {
  readonly #server: Server;
  readonly #waiting = new Map<string, (answer: CustomResourceAnswer) => void>();

  constructor() {
    this.#server = createServer((request, response) => {
      this.#take(request, response).catch(() => response.destroy());
    });
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  /** A new ResponseURL, and what will be put there. */
  expect(): { url: string; answered: Promise<CustomResourceAnswer> } {
    const path = `/${randomUUID()}`;
    const answered = new Promise<CustomResourceAnswer>((resolve) => this.#waiting.set(path, resolve));
    return { url: `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${path}`, answered };
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request, longest);
    const resolve = this.#waiting.get(request.url ?? "");
    const parsed = body === undefined ? undefined : answer.safeParse(JSON.parse(body.toString()));
    const good = request.method === "PUT" && resolve !== undefined && parsed?.success === true;
    response.writeHead(good ? 200 : 400).end();
    if (!good) return;
    this.#waiting.delete(request.url ?? "");
    resolve(parsed.data);
  }
}
