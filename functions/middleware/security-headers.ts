import type { Answer } from "./route.ts";

const always: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "strict-transport-security": "max-age=63072000; includeSubDomains",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  "cache-control": "no-store",
};

/** Adds what every answer must say to the browser; a route's own header of the same name stays. */
export function securityHeaders(policy: string) {
  const add = (request: { response?: unknown }) => {
    const answer = request.response as Answer;
    const headers = { ...always, "content-security-policy": policy, ...answer.headers };
    request.response = { ...answer, headers };
  };
  return { after: add, onError: add };
}
