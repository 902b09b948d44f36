import { gunzipSync } from "node:zlib";
import { anEvent, type aPortal, type Reply } from "./a-portal.ts";

type Portal = Pick<Awaited<ReturnType<typeof aPortal>>, "call">;

/** A browser without scripts: keeps cookies, submits forms with their token, follows redirects by hand. */
export function aBrowser(portal: Portal, source = "192.0.2.10") {
  const cookies = new Map<string, string>();
  const keep = (reply: Reply): Reply => {
    for (const cookie of reply.cookies) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (cookie.includes("Max-Age=0")) cookies.delete(name);
      else cookies.set(name, value);
    }
    return reply;
  };
  const headersOf = (more: Record<string, string>) => ({
    ...(cookies.size === 0 ? {} : { Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") }),
    ...more,
  });
  const get = async (url: string, headers: Record<string, string> = {}) =>
    keep(await portal.call(anEvent("GET", url, { headers: headersOf(headers), source })));
  const post = async (url: string, fields: Record<string, string>, headers: Record<string, string> = {}) => {
    const all = { "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin", ...headers };
    const body = new URLSearchParams(fields).toString();
    return keep(await portal.call(anEvent("POST", url, { headers: headersOf(all), body, source })));
  };
  /** Opens a page, fills in its first form of that address and sends it. */
  const submit = async (page: string, action: string, fields: Record<string, string>) => {
    const html = textOf(await get(page));
    return post(action, { ...hiddenFields(html), ...fields });
  };
  return { cookies, get, post, submit };
}

/** The page as text, unzipped where it was zipped. */
export function textOf(reply: Reply): string {
  const bytes = reply.headers["content-encoding"] === "gzip" ? gunzipSync(reply.body) : reply.body;
  return bytes.toString("utf8");
}

/** The hidden fields of a page's forms. */
export function hiddenFields(html: string): Record<string, string> {
  const found = [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)];
  return Object.fromEntries(found.map(([, name = "", value = ""]) => [name, value]));
}
