import { renderSVG } from "uqr";
import { z } from "zod";
import type { Account } from "../../../src/accounts/account.ts";
import { generatorUri } from "../../../src/accounts/code-generator.ts";
import {
  newGeneratorSecret,
  proveSecondFactor,
  turnOffGenerator,
  turnOnGenerator,
} from "../../../src/accounts/second-factor.ts";
import { recoveryCodesPage, setUpGeneratorPage } from "../../../web/pickup/account-page.ts";
import { accountAnswer } from "../account-form.ts";
import { beginStrongSession } from "../begin-session.ts";
import { route } from "../define-route.ts";
import { messageIdForm } from "../message-id.ts";
import { proveFirst, tooMany } from "../notices.ts";
import { pageAnswer, redirect } from "../page-answer.ts";
import { textsOf } from "../page-texts-of.ts";
import { mayChangeFactors } from "../principal.ts";

/** The message that asked for a code, if one did. */
const target = messageIdForm.optional().catch(undefined);

/** A new secret as picture and text; nothing is kept until a code of it comes back. */
export const showGenerator = route({
  method: "GET",
  path: "/account/second-factor",
  roles: ["recipient"],
  request: z.object({ message: target }),
  handle: async (call) => {
    const { context, input, principal, request } = call;
    const { account } = principal;
    if (account.generator !== undefined) return redirect(context, "/account");
    if (!mayChangeFactors(principal)) return proveFirst(call);
    const secret = newGeneratorSecret(context.clock);
    const view = { secret, picture: pictureOf(secret, account, context.portalName), message: input.message };
    return pageAnswer({ request, context, account: account.address }, (frame) => setUpGeneratorPage(frame, view));
  },
});

/** Turns the generator on by its first code, and shows the recovery codes this once. */
export const turnGeneratorOn = route({
  method: "POST",
  path: "/account/second-factor",
  roles: ["recipient"],
  request: z.object({
    secret: z.string().regex(/^[A-Z2-7]{32}$/),
    code: z.string().max(200).default(""),
    message: target,
  }),
  handle: async (call) => {
    const { context, input, principal, request } = call;
    const { account } = principal;
    if (account.generator === undefined && !mayChangeFactors(principal)) return proveFirst(call);
    const asked = { request, context, account: account.address };
    const codes = await turnOnGenerator(context, context.clock, account, input);
    if (codes !== null) {
      const cookies = await beginStrongSession(context, request, account);
      return pageAnswer(asked, (frame) => recoveryCodesPage(frame, codes, input.message), { cookies });
    }
    if (account.generator !== undefined) return redirect(context, "/account");
    const picture = pictureOf(input.secret, account, context.portalName);
    const view = { secret: input.secret, picture, wrong: true, message: input.message };
    return pageAnswer(asked, (frame) => setUpGeneratorPage(frame, view), { status: 422 });
  },
});

/** Turns it off for whoever has a code of it. */
export const turnGeneratorOff = route({
  method: "POST",
  path: "/account/second-factor/off",
  roles: ["recipient"],
  request: z.object({ code: z.string().max(200).default("") }),
  handle: async (call) => {
    const { context, input, principal, request } = call;
    const typed = { code: input.code, source: request.source };
    const result = await proveSecondFactor(context, context.clock, principal.account, typed);
    if (result === "too-many") return tooMany(call);
    if (result === "wrong") return accountAnswer(call, { errors: { proof: textsOf(request).text("second.wrong") } });
    await turnOffGenerator(context, principal.account);
    return redirect(context, "/account?note=second-off");
  },
});

function pictureOf(secret: string, { address }: Account, portalName: string): string {
  return renderSVG(generatorUri(secret, address, portalName), { border: 2, ecc: "M" });
}
