import { z } from "zod";
import { proveSecondFactor } from "../../../src/accounts/second-factor.ts";
import { secondFactorPage } from "../../../web/pickup/second-factor-page.ts";
import { strengthenSession } from "../begin-session.ts";
import { route } from "../define-route.ts";
import { messageIdForm } from "../message-id.ts";
import { tooMany } from "../notices.ts";
import { pageAnswer, redirect } from "../page-answer.ts";

const target = messageIdForm.optional().catch(undefined);

/** Asks for the code, after the password. */
export const showSecondFactor = route({
  method: "GET",
  path: "/second-factor",
  roles: ["half", "recipient"],
  request: z.object({ message: target }),
  handle: async ({ context, input, principal, request }) => {
    const { account, session } = principal;
    if (principal.role === "recipient" && (session.strong || account.generator === undefined))
      return redirect(context, pathTo(input.message));
    return pageAnswer({ request, context, account: account.address }, (frame) =>
      secondFactorPage(frame, { ...(input.message && { message: input.message }) }),
    );
  },
});

/** Checks the code; the session that can read is a new one. */
export const submitSecondFactor = route({
  method: "POST",
  path: "/second-factor",
  roles: ["half", "recipient"],
  request: z.object({ code: z.string().max(200).default(""), message: target }),
  handle: async (call) => {
    const { context, input, principal, request } = call;
    const { account } = principal;
    const typed = { code: input.code, source: request.source };
    const result = await proveSecondFactor(context, context.clock, account, typed);
    if (result === "too-many") return tooMany(call);
    if (result === "wrong") {
      const view = { wrong: true, ...(input.message && { message: input.message }) };
      const asked = { request, context, account: account.address };
      return pageAnswer(asked, (frame) => secondFactorPage(frame, view), { status: 422 });
    }
    if (account.generator === undefined) return redirect(context, pathTo(input.message));
    return redirect(context, pathTo(input.message), await strengthenSession(context, request, account));
  },
});

function pathTo(message: string | undefined): `/${string}` {
  return message === undefined ? "/inbox" : `/messages/${encodeURIComponent(message)}`;
}
