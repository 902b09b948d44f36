import { type IncomingMessage, request } from "node:http";
import { gunzipSync } from "node:zlib";
import type { OutboxMail } from "./a-sealgate.ts";

type Answer = { readonly status: number; readonly headers: IncomingMessage["headers"]; readonly body: Buffer };

/** A recipient who has activated from a mail, without a browser: keeps cookies, sends forms with their token. */
export type AReader = {
  /** Where the message of the mail is shown, and its page. */
  readonly path: string;
  readonly page: string;
  /** Below the pickup center's host. */
  get(path: string): Promise<Answer>;
  /** Fills in the form of a page and sends it there, or to another address. */
  submit(page: string, fields: Readonly<Record<string, string>>, to?: string): Promise<Answer>;
};

/** What readers sign in with. */
export const readerPassword = "violet tractor hums";

/** Follows the link of an activation mail, activates, and opens the message. */
export async function aReader(webPort: number, mail: OutboxMail, name = "Reader"): Promise<AReader> {
  const cookies = new Map<string, string>();
  const ask = async (method: "GET" | "POST", path: string, form?: Record<string, string>) => {
    const answer = await send(webPort, method, path, cookies, form);
    for (const cookie of answer.headers["set-cookie"] ?? []) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    return answer;
  };
  const link = new URL(mail.links.find((one) => one.includes("/mpc/a/")) ?? "").pathname;
  const submit = async (page: string, fields: Readonly<Record<string, string>>, to = page) => {
    const hidden = String((await ask("GET", page)).body).matchAll(
      /<input type="hidden" name="([^"]*)" value="([^"]*)">/g,
    );
    const known = Object.fromEntries([...hidden].map(([, field = "", value = ""]) => [field, value]));
    return ask("POST", to, { ...known, ...fields });
  };
  const activated = await submit(link, {
    name,
    "activation-password": /Activation password: (\S+)/.exec(mail.text)?.[1] ?? "",
    password: readerPassword,
  });
  const path = new URL(activated.headers.location ?? "", `http://mpc.localhost:${webPort}${link}`).pathname;
  return { path, page: String((await ask("GET", path)).body), get: (below) => ask("GET", below), submit };
}

function send(
  port: number,
  method: string,
  path: string,
  cookies: ReadonlyMap<string, string>,
  form: Record<string, string> = {},
): Promise<Answer> {
  const body = new URLSearchParams(form).toString();
  const headers = {
    host: `mpc.localhost:${port}`,
    cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
    ...(method === "POST" && {
      "content-type": "application/x-www-form-urlencoded",
      "content-length": String(Buffer.byteLength(body)),
      "sec-fetch-site": "same-origin",
    }),
  };
  return new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port, method, path, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("error", reject).on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => {
        const bytes = Buffer.concat(chunks);
        const unzipped = answer.headers["content-encoding"] === "gzip" ? gunzipSync(bytes) : bytes;
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: unzipped });
      });
    });
    asked.on("error", reject);
    asked.end(method === "POST" ? body : undefined);
  });
}
