import { route } from "../define-route.ts";
import { redirect } from "../page-answer.ts";

/** The portal's own address: to the messages, or to sign in. */
export const showStart = route({
  method: "GET",
  path: "/",
  roles: "anyone",
  handle: async ({ context, principal }) => redirect(context, principal === null ? "/sign-in" : "/inbox"),
});
