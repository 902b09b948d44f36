import { route } from "../define-route.ts";
import { followMailedLink } from "../mailed-link.ts";

/** The link in "You have a new encrypted message". */
export const openMessageLink = route({
  method: "GET",
  path: "/m/{token}",
  roles: "anyone",
  handle: async (call) => followMailedLink(call, call.params.token ?? "", "message"),
});
