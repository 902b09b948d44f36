import type { PickupContext } from "../../src/context/pickup.ts";
import type { Frame, Html } from "../../web/pickup/frame.ts";
import type { Answer, WebRequest } from "../middleware/route.ts";
import { visitOf } from "../middleware/visit.ts";
import { brandedPolicy, frameBrand } from "./brand.ts";
import { pagePolicy } from "./content-security-policy.ts";
import { textsOf } from "./page-texts-of.ts";

type Asked = {
  readonly request: Pick<WebRequest, "cookies" | "headers" | "principal">;
  readonly context: PickupContext;
  readonly account: string | null;
};

/** A page in its frame, with a form token for this browser. */
export function pageAnswer(
  { request, context, account }: Asked,
  draw: (frame: Frame) => Html,
  more: { status?: number; cookies?: readonly string[]; headers?: Readonly<Record<string, string>> } = {},
): Answer {
  const visit = visitOf(request);
  const { portalName } = context;
  const base = basePath(context);
  const brand = frameBrand(context);
  const drawn = draw({ texts: textsOf(request), portalName, brand, base, formToken: visit.token, account });
  const policy = brandedPolicy(more.headers?.["content-security-policy"] ?? pagePolicy, brand);
  return {
    status: more.status ?? 200,
    headers: { ...more.headers, "content-type": "text/html; charset=utf-8", "content-security-policy": policy },
    cookies: [...visit.cookies, ...(more.cookies ?? [])],
    body: String(drawn),
  };
}

/** To another of our pages, with GET. */
export function redirect(
  context: Pick<PickupContext, "portalUrl">,
  path: `/${string}`,
  cookies: readonly string[] = [],
): Answer {
  return { status: 303, headers: { location: `${basePath(context)}${path}` }, cookies };
}

/** The path under which the pages live: links are relative to it, never to a host a request named. */
export function basePath({ portalUrl }: Pick<PickupContext, "portalUrl">): string {
  return new URL(portalUrl).pathname.replace(/\/$/, "");
}
