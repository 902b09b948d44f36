import { SealgateError } from "../../src/errors.ts";
import { isFormToken, tokenField, visitCookie } from "./form-token.ts";
import type { WebRequest } from "./route.ts";

/**
 * Lets a state-changing request through only from our own pages: by Sec-Fetch-Site where the browser sends it, else by
 * Origin (`null` on pages sent with no-referrer), and always with the form token of this browser. A program that no
 * cookie speaks for needs none of this.
 */
export function originGuard(origin: string, isProgram: (request: WebRequest) => boolean = () => false) {
  return {
    before(request: { event: unknown }): void {
      const asked = request.event as WebRequest;
      if (asked.method === "GET" || asked.method === "HEAD" || isProgram(asked)) return;
      if (!isOurs(asked, origin)) throw new SealgateError("foreign-origin", 403, "the request came from another site");
      const token = asked.headers[`x-${tokenField}`] ?? asked.form.fields.get(tokenField) ?? "";
      if (!isFormToken(token, asked.cookies[visitCookie] ?? "")) {
        throw new SealgateError("stale-form", 403, "the form is out of date");
      }
    },
  };
}

function isOurs(request: WebRequest, origin: string): boolean {
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined) return site === "same-origin";
  return request.headers.origin === origin || request.headers.origin === "null";
}
