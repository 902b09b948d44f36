import { z } from "zod";
import { followLink } from "../../../src/accounts/link.ts";
import { forgotPage } from "../../../web/pickup/forgot-page.ts";
import { route } from "../define-route.ts";
import { pageAnswer } from "../page-answer.ts";

/** Asks for the address; a mailed link prefills it. */
export const showForgotPassword = route({
  method: "GET",
  path: "/forgot-password",
  roles: "anyone",
  request: z.object({ link: z.string().max(100).optional().catch(undefined) }),
  handle: async ({ context, input, principal, request }) => {
    const link = input.link === undefined ? null : await followLink(context.links, context.clock.now(), input.link);
    const view = link === null ? {} : { address: link.address };
    return pageAnswer({ request, context, account: principal?.account.address ?? null }, (frame) =>
      forgotPage(frame, view),
    );
  },
});
