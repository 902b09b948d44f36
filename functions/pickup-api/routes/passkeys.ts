import { z } from "zod";
import { plainName } from "../../../src/accounts/activate.ts";
import { followLink } from "../../../src/accounts/link.ts";
import { addPasskey, challengesOf, removePasskey, signInByPasskey } from "../../../src/accounts/passkeys.ts";
import { passkeyVerifier } from "../../../src/accounts/verify-passkey.ts";
import { addPasskeyPage } from "../../../web/pickup/passkey-form.ts";
import { signInPage } from "../../../web/pickup/sign-in-page.ts";
import { visitCookie } from "../../middleware/form-token.ts";
import { replaceSession, strengthenSession } from "../begin-session.ts";
import { browserOf } from "../browser-of.ts";
import { passkeyPolicy } from "../content-security-policy.ts";
import { type PickupCall, route } from "../define-route.ts";
import { messageIdForm } from "../message-id.ts";
import { proveFirst, tooMany } from "../notices.ts";
import { pageAnswer, redirect } from "../page-answer.ts";
import { creationOptions, passkeyPlace, requestOptions } from "../passkey-options.ts";
import { mayChangeFactors } from "../principal.ts";

const credential = z
  .string()
  .max(20_000)
  .transform((text) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      return null;
    }
  });
/** The message that asked for a passkey, if one did. */
const target = messageIdForm.optional().catch(undefined);
const policy = { "content-security-policy": passkeyPolicy };

/** Offers to make a passkey. */
export const showAddPasskey = route({
  method: "GET",
  path: "/account/passkey",
  roles: ["recipient"],
  request: z.object({ message: target }),
  handle: async (call) => {
    const { context, input, principal, request } = call;
    if (!mayChangeFactors(principal)) return proveFirst(call);
    const { account } = principal;
    const view = { options: creationOptions(context, request, account), message: input.message };
    return pageAnswer({ request, context, account: account.address }, (frame) => addPasskeyPage(frame, view), {
      headers: policy,
    });
  },
});

/** Keeps a passkey that the browser made. */
export const saveAddedPasskey = route({
  method: "POST",
  path: "/account/passkey",
  roles: ["recipient"],
  request: z.object({ credential, name: z.string().max(1000).default(""), message: target }),
  handle: async (call) => {
    const { context, input, principal, request } = call;
    if (!mayChangeFactors(principal)) return proveFirst(call);
    const { account } = principal;
    const name = plainName(input.name).slice(0, 60) || browserOf(request).name;
    const given = { ...givenBy(call, input.credential), name };
    const outcome = await addPasskey(context, passkeyVerifier, context.clock, account, given);
    const { message } = input;
    if (outcome === "added") {
      const path = message === undefined ? "/account?note=saved" : (`/messages/${message}` as const);
      return redirect(context, path, await strengthenSession(context, request, account));
    }
    const view = { options: creationOptions(context, request, account), wrong: true, message };
    const asked = { request, context, account: account.address };
    return pageAnswer(asked, (frame) => addPasskeyPage(frame, view), { status: 422, headers: policy });
  },
});

/** Removes one of one's own passkeys. */
export const dropPasskey = route({
  method: "POST",
  path: "/account/passkey/remove",
  roles: ["recipient"],
  request: z.object({ id: z.string().max(2000).default("") }),
  handle: async (call) => {
    const { context, input, principal } = call;
    if (!mayChangeFactors(principal)) return proveFirst(call);
    await removePasskey(context, principal.account, input.id);
    return redirect(context, "/account?note=saved");
  },
});

/** Signs in by a passkey, straight to the message where a link led here. */
export const signInWithPasskey = route({
  method: "POST",
  path: "/sign-in/passkey",
  roles: "anyone",
  request: z.object({
    credential,
    link: z.string().max(100).optional(),
    message: messageIdForm.optional().catch(undefined),
  }),
  handle: async (call) => {
    const { context, input, request } = call;
    const { link, message } = input;
    const id = z.object({ id: z.string().max(2000) }).safeParse(input.credential).data?.id ?? "";
    const given = { ...givenBy(call, input.credential), id, source: request.source, browser: browserOf(request) };
    const result = await signInByPasskey(context, passkeyVerifier, context.clock, given);
    if (result.outcome !== "signed-in") {
      if (result.outcome === "too-many") return tooMany(call);
      const options = requestOptions(context, request);
      const view = {
        passkeyWrong: true,
        ...(link && { link }),
        ...(message && { message }),
        options,
      };
      const asked = { request, context, account: null };
      return pageAnswer(asked, (frame) => signInPage(frame, view), { status: 422, headers: policy });
    }
    const cookies = await replaceSession(context, request, { ...result, proved: true });
    const target = link === undefined ? null : await followLink(context.links, context.clock.now(), link);
    if (target !== null && target.address !== result.address) return redirect(context, `/m/${link}`, cookies);
    const messageId = target?.messageId ?? message;
    return redirect(
      context,
      messageId === undefined ? "/inbox" : `/messages/${encodeURIComponent(messageId)}`,
      cookies,
    );
  },
});

function givenBy({ context, request }: Pick<PickupCall, "context" | "request">, response: unknown) {
  const challenges = challengesOf(request.cookies[visitCookie] ?? "", context.clock.now());
  return { response, place: passkeyPlace(context), challenges };
}
