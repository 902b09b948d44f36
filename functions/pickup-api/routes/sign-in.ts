import { z } from "zod";
import { followLink } from "../../../src/accounts/link.ts";
import { signIn } from "../../../src/accounts/sign-in.ts";
import { signInPage } from "../../../web/pickup/sign-in-page.ts";
import { replaceSession } from "../begin-session.ts";
import { browserOf } from "../browser-of.ts";
import { draftFrom, keepCarried } from "../carried-draft.ts";
import { passkeyPolicy } from "../content-security-policy.ts";
import { route } from "../define-route.ts";
import { messageIdForm } from "../message-id.ts";
import { tooMany } from "../notices.ts";
import { pageAnswer, redirect } from "../page-answer.ts";
import { requestOptions } from "../passkey-options.ts";

const form = z.object({
  address: z.string().max(1000).default(""),
  password: z.string().max(1000).default(""),
  link: z.string().max(100).optional(),
  message: messageIdForm.optional().catch(undefined),
});

/** Signs in under a new session and goes to where the browser wanted to. */
export const signInRecipient = route({
  method: "POST",
  path: "/sign-in",
  roles: "anyone",
  request: form,
  handle: async (call) => {
    const { context, input, request } = call;
    const { address, password, link, message } = input;
    const draft = draftFrom(request.form.fields);
    const browser = browserOf(request);
    const result = await signIn(context, context.clock, { address, password, source: request.source, browser });
    if (result.outcome === "too-many") return tooMany(call, draft?.text);
    if (result.outcome !== "signed-in") {
      const view = {
        address,
        wrong: true,
        // A passkey's form takes nothing along that was being written.
        ...(draft === null ? { options: requestOptions(context, request) } : { draft }),
        ...(link && { link }),
        ...(message && { message }),
      };
      const more = { status: 422, ...(draft === null && { headers: { "content-security-policy": passkeyPolicy } }) };
      return pageAnswer({ request, context, account: null }, (frame) => signInPage(frame, view), more);
    }
    const cookies = await replaceSession(context, request, result);
    const written = draft === null ? null : await keepCarried(context, result.address, draft);
    if (written !== null) return redirect(context, written, cookies);
    const target = link === undefined ? null : await followLink(context.links, context.clock.now(), link);
    if (target !== null && link !== undefined && target.address !== result.address)
      return redirect(context, `/m/${link}`, cookies);
    const messageId = target?.messageId ?? message;
    return redirect(
      context,
      messageId === undefined ? "/inbox" : `/messages/${encodeURIComponent(messageId)}`,
      cookies,
    );
  },
});
