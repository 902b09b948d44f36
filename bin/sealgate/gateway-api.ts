import { readFileSync } from "node:fs";
import { UsageError } from "./usage-error.ts";

/** The API of an installation, as a program with an API key uses it. */
export type GatewayApi = {
  get<Answer>(path: string): Promise<Answer>;
  /** Text as it comes, with the headers. */
  text(path: string): Promise<{ readonly text: string; readonly headers: Headers }>;
  post<Answer>(path: string, body: object): Promise<Answer>;
};

/** What a command line and the environment say of the installation. */
export type GatewayOptions = { readonly url?: string; readonly keyFile?: string };

/** A refusal of the API, in its own words; `code` is stable. */
export class RefusedError extends UsageError {
  readonly refusal: string;

  constructor(refusal: string, message: string) {
    super(message);
    this.refusal = refusal;
  }
}

/** Reaches the installation at --url or SEALGATE_URL with the key of --key-file or SEALGATE_API_KEY. */
export function gatewayApi(options: GatewayOptions, environment: NodeJS.ProcessEnv): GatewayApi {
  const base = baseOf(options.url ?? environment.SEALGATE_URL ?? "");
  const key =
    options.keyFile === undefined ? environment.SEALGATE_API_KEY : readFileSync(options.keyFile, "utf8").trim();
  if (key === undefined || key === "")
    throw new UsageError("no API key: set SEALGATE_API_KEY, or give --key-file FILE");
  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json", host: base.host };
    const response = await fetch(here(new URL(path, base)), { ...init, headers }).catch((error: Error) => {
      throw new Error(`${base.host} does not answer: ${(error.cause as Error | undefined)?.message ?? error.message}`);
    });
    if (!response.ok) throw await refusalOf(response);
    return response;
  };
  return {
    get: async <Answer>(path: string) => (await (await ask(path)).json()) as Answer,
    text: async (path) => {
      const response = await ask(path);
      return { text: await response.text(), headers: response.headers };
    },
    post: async <Answer>(path: string, body: object) => {
      const response = await ask(path, { method: "POST", body: JSON.stringify(body) });
      return (response.status === 204 ? undefined : await response.json()) as Answer;
    },
  };
}

/** The console's address; a key is sent over TLS only, but to this machine itself. */
function baseOf(text: string): URL {
  if (text === "")
    throw new UsageError("which installation? set SEALGATE_URL to the console's address, or give --url URL");
  if (!URL.canParse(text)) throw new UsageError(`${text} is not an address`);
  const url = new URL(text.endsWith("/") ? text : `${text}/`);
  const isHere = /^(?:localhost|127\.0\.0\.1|\[::1\]|.*\.localhost)$/.test(url.hostname);
  if (url.protocol !== "https:" && !isHere) throw new UsageError("the address must begin with https://");
  return url;
}

/** Names below localhost are this machine (RFC 6761), whether its resolver knows them or not. */
function here(url: URL): URL {
  if (url.hostname.endsWith(".localhost")) url.hostname = "127.0.0.1";
  return url;
}

async function refusalOf(response: Response): Promise<Error> {
  const problem = (await response.json().catch(() => ({}))) as { code?: string; title?: string };
  const said = problem.title ?? `it answered ${response.status}`;
  return response.status < 500 ? new RefusedError(problem.code ?? "", said) : new Error(`the gateway failed: ${said}`);
}
