import { type IncomingMessage, type RequestOptions, request } from "node:http";
import { codeAt } from "../../src/accounts/code-generator.ts";
import type { RunningSealgate } from "./a-sealgate.ts";

const password = "four plain words together";

/** The console's API of a running gateway, signed in to as its first administrator. */
export type AConsoleSession = {
  /** Asks; fails where the answer is no success. */
  // biome-ignore lint/suspicious/noExplicitAny: tests state what they expect of it
  ask(method: "GET" | "POST" | "PUT", path: string, json?: unknown): Promise<any>;
};

/** Signs in over HTTP with what the first mail says, as a browser does. */
export async function aConsoleSession({ place, mailTo }: RunningSealgate): Promise<AConsoleSession> {
  const mail = await mailTo("admin@company.example", /./);
  const base = new URL(mail.links.find((link) => link.includes("/console")) ?? "");
  const cookies = new Map<string, string>();
  let token = "";
  const ask: AConsoleSession["ask"] = async (method, path, json) => {
    const body = json === undefined ? "" : JSON.stringify(json);
    const headers = {
      host: base.host,
      origin: base.origin,
      "sec-fetch-site": "same-origin",
      "x-form-token": token,
      cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
      ...(json !== undefined && { "content-type": "application/json", "content-length": Buffer.byteLength(body) }),
    };
    const at = `${base.pathname.replace(/\/$/, "")}/${path}`;
    const answer = await sent(
      { host: "127.0.0.1", port: place.webPort, method, path: at, headers, agent: false },
      body,
    );
    for (const line of answer.headers["set-cookie"] ?? []) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const { statusCode = 0 } = answer;
    const text = Buffer.concat(await answer.toArray()).toString();
    if (statusCode >= 300) throw new Error(`${method} ${path}: ${statusCode} ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  };
  const open = async () => {
    token = (await ask("GET", "api/session")).formToken;
  };
  await open();
  const oneTime = /One-time password: (\S+)/.exec(mail.text)?.[1] ?? "";
  await ask("POST", "api/session", { userName: "admin", password: oneTime });
  await ask("POST", "api/session/password", { newPassword: password });
  const { secret } = await ask("GET", "api/account/factor-offer");
  await ask("POST", "api/account/generator", { secret, code: codeAt(secret, Math.floor(Date.now() / 30_000)) });
  return { ask };
}

function sent(options: RequestOptions, body: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request(options, resolve).on("error", reject).end(body);
  });
}
