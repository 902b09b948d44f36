import { z } from "zod";
import { hasSecondFactor, isActivated } from "../../../src/accounts/account.ts";
import { type ActivationResult, activationState } from "../../../src/accounts/activate.ts";
import { passwordLength } from "../../../src/accounts/password.ts";
import { activateRecipient } from "../../../src/pickup/activate-recipient.ts";
import { type ActivationView, activationPage } from "../../../web/pickup/activation-page.ts";
import { languageFor, type PageTexts } from "../../../web/pickup/page-texts.ts";
import type { Answer } from "../../middleware/route.ts";
import { replaceSession } from "../begin-session.ts";
import { browserOf } from "../browser-of.ts";
import { type PickupCall, route } from "../define-route.ts";
import { followMailedLink } from "../mailed-link.ts";
import { deadLink, tooMany } from "../notices.ts";
import { pageAnswer, redirect } from "../page-answer.ts";
import { textsOf } from "../page-texts-of.ts";

const form = z.object({
  name: z.string().max(400).default(""),
  "activation-password": z.string().max(200).default(""),
  password: z.string().max(1000).default(""),
});

/** Activates with the typed activation password, signs in, and goes straight to the message of the mail. */
export const activateAccount = route({
  method: "POST",
  path: "/a/{token}",
  roles: "anyone",
  request: form,
  handle: async (call) => {
    const { context, input, params, request } = call;
    const token = params.token ?? "";
    const result = await activateRecipient(context, context.clock, {
      token,
      name: input.name,
      activationPassword: input["activation-password"],
      password: input.password,
      source: request.source,
      browser: browserOf(request),
      language: languageFor(request.headers["accept-language"]),
    });
    if (result.outcome === "too-many") return tooMany(call);
    if (result.outcome === "ended") return followMailedLink(call, token, "ended-link");
    if (result.outcome === "unknown" || result.outcome === "expired") return deadLink(call, result.outcome, token);
    if (result.outcome !== "activated") return formAgain(call, token, input.name, errorsOf(textsOf(request), result));
    const path =
      result.messageId === undefined ? "/inbox" : (`/messages/${encodeURIComponent(result.messageId)}` as const);
    const { account, session } = result;
    const begun = { address: account.address, session, proved: !hasSecondFactor(account), quiet: true };
    return redirect(context, path, await replaceSession(context, request, begun));
  },
});

type Refused =
  | Extract<ActivationResult, { outcome: "no-name" | "refused-password" | "wrong-password" }>
  | { outcome: "no-name" };

function errorsOf({ text }: PageTexts, result: Refused | ActivationResult): ActivationView["errors"] {
  if (result.outcome === "no-name") return { name: text("field.name-missing") };
  if (result.outcome === "refused-password")
    return { password: text(`field.password-${result.fault}`, passwordLength) };
  if (result.outcome !== "wrong-password") return {};
  return { activationPassword: text("field.activation-password-wrong", { count: result.triesLeft }) };
}

/** The form with what was wrong; passwords are typed anew. */
async function formAgain(
  call: PickupCall,
  token: string,
  name: string,
  errors: ActivationView["errors"],
): Promise<Answer> {
  const { context, request, principal } = call;
  const link = await activationState(context, context.clock.now(), token);
  if (link.state !== "open") return followMailedLink(call, token, "ended-link");
  const { address } = link.activation;
  const reset = await isActivated(context.accounts, address);
  const view = { token, address, reset, name, errors, passwordMinimum: passwordLength.minimum };
  const asked = { request, context, account: principal?.account.address ?? null };
  return pageAnswer(asked, (frame) => activationPage(frame, view), { status: 422 });
}
