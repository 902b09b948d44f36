import { z } from "zod";
import { requestReset } from "../../../src/accounts/request-reset.ts";
import { forgotDonePage, forgotPage } from "../../../web/pickup/forgot-page.ts";
import { route } from "../define-route.ts";
import { tooMany } from "../notices.ts";
import { pageAnswer } from "../page-answer.ts";

/** Queues a new activation mail; the answer is the same for every address. */
export const requestPasswordReset = route({
  method: "POST",
  path: "/forgot-password",
  roles: "anyone",
  request: z.object({ address: z.string().max(1000).default("") }),
  handle: async (call) => {
    const { context, input, principal, request } = call;
    const outcome = await requestReset(context, { address: input.address, source: request.source });
    if (outcome === "too-many") return tooMany(call);
    const asked = { request, context, account: principal?.account.address ?? null };
    if (outcome === "accepted") return pageAnswer(asked, (frame) => forgotDonePage(frame, input.address.trim()));
    const view = { address: input.address, wrong: true };
    return pageAnswer(asked, (frame) => forgotPage(frame, view), { status: 422 });
  },
});
