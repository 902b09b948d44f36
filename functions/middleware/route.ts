import type { Readable } from "node:stream";
import type { z } from "zod";
import type { Form } from "./read-form.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** What a browser asked for, free of the gateway's event shape. Header names are lower case; `path` has no stage. */
export type WebRequest<Principal = unknown> = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** What `body` holds, where it is a form. */
  readonly form: Form;
  /** Address of the client, for rate limits. */
  readonly source: string;
  readonly requestId: string;
  /** Who is signed in; null for a stranger. */
  readonly principal: Principal | null;
};

/** Whether the event was read; one that could not be is still the gateway's. */
export function isWebRequest(event: unknown): event is WebRequest {
  return typeof event === "object" && event !== null && "cookies" in event && "source" in event;
}

/** What a route answers; the last middleware compresses it and puts it into the gateway's form. */
export type Answer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whole Set-Cookie values, from `cookies.ts`. */
  readonly cookies?: readonly string[];
  readonly body?: string | Buffer | Readable;
  /** What a route with `audit` did, for its entry; without it the entry names the path; null makes none. */
  readonly recorded?: Recorded | null;
};

/** What was done to what; `object` is an id or a version, never a name or address. */
export type Recorded = {
  readonly object: string;
  readonly before?: unknown;
  readonly after?: unknown;
  /** Who did it, where that is not who was signed in. */
  readonly by?: string;
};

/** What a route's `handle` receives. */
export type Call<Context, Principal, Input> = {
  readonly request: WebRequest;
  readonly principal: Principal;
  /** Values of the `{names}` in the path, decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** What the request schema made of the query (GET) or of the JSON or form body. */
  readonly input: Input;
  readonly context: Context;
};

/** Roles that may call a route; `anyone` needs no session. */
export type Access<Role extends string> = "anyone" | readonly Role[];

/** One route as data; the router, the authorisation matrix test and the API document read the same list. */
export type Route<Context, Principal, Role extends string = string> = {
  readonly method: Method;
  /** `/messages/{messageId}`: a name stands for one segment. */
  readonly path: `/${string}`;
  readonly roles: Access<Role>;
  readonly request?: z.ZodType;
  readonly answer?: z.ZodType;
  /** The audit log's name for what it does (`policies.publish`): whatever succeeds is entered there. */
  readonly audit?: string;
  /** The scope by which an API key may call it; without it, no key may. */
  readonly scope?: string;
  handle(call: Call<Context, Principal | null, unknown>): Promise<Answer>;
};

type Defined<Context, Principal, Role extends string, Roles extends Access<Role>, Schema extends z.ZodType> = Omit<
  Route<Context, Principal, Role>,
  "roles" | "request" | "handle"
> & {
  readonly roles: Roles;
  readonly request?: Schema;
  handle(call: Call<Context, Roles extends "anyone" ? Principal | null : Principal, z.output<Schema>>): Promise<Answer>;
};

/** Makes the `route` function of one API: `handle` then knows its input's type and that a principal is there. */
export function routesOf<Context, Principal, Role extends string>() {
  return <const Roles extends Access<Role>, Schema extends z.ZodType = z.ZodUndefined>(
    defined: Defined<Context, Principal, Role, Roles, Schema>,
  ): Route<Context, Principal, Role> => defined as unknown as Route<Context, Principal, Role>;
}
