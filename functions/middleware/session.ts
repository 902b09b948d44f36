import type { WebRequest } from "./route.ts";

/** Finds out who is signed in and puts it into the request as `principal`. */
export function session<Principal>(find: (request: WebRequest) => Promise<Principal | null>) {
  return {
    async before(request: { event: unknown }): Promise<void> {
      const asked = request.event as WebRequest;
      request.event = { ...asked, principal: await find(asked) };
    },
  };
}
