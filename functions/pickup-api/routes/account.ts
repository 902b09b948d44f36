import { z } from "zod";
import { plainName } from "../../../src/accounts/activate.ts";
import { changePassword } from "../../../src/accounts/change-password.ts";
import { passwordLength } from "../../../src/accounts/password.ts";
import { isLanguage } from "../../../web/pickup/page-texts.ts";
import { dropCookie } from "../../middleware/cookies.ts";
import { accountAnswer } from "../account-form.ts";
import { beginSession } from "../begin-session.ts";
import { browserOf } from "../browser-of.ts";
import { route } from "../define-route.ts";
import { tooMany } from "../notices.ts";
import { redirect } from "../page-answer.ts";
import { textsOf } from "../page-texts-of.ts";
import { sessionCookie } from "../principal.ts";

/** Account and security. */
export const showAccount = route({
  method: "GET",
  path: "/account",
  roles: ["recipient"],
  request: z.object({
    note: z.enum(["saved", "password-changed", "second-on", "second-off"]).optional().catch(undefined),
  }),
  handle: async (call) => accountAnswer(call, { note: call.input.note }),
});

/** Name, language, time zone and the phrase of later mails. */
export const saveAccount = route({
  method: "POST",
  path: "/account",
  roles: ["recipient"],
  request: z.object({
    name: z.string().max(5000).default(""),
    language: z.string().max(20).default(""),
    "time-zone": z.string().max(100).default(""),
    phrase: z.string().max(5000).default(""),
  }),
  handle: async (call) => {
    const { context, input, principal, request } = call;
    const { text } = textsOf(request);
    const name = plainName(input.name);
    const timeZone = input["time-zone"].trim();
    const phrase = plainName(input.phrase).slice(0, 80);
    const language = isLanguage(input.language) ? input.language : "";
    const errors = {
      ...(name === "" && { name: text("field.name-missing") }),
      ...(!isTimeZone(timeZone) && { timeZone: text("account.time-zone-wrong") }),
    };
    if (Object.keys(errors).length > 0)
      return accountAnswer(call, { errors, typed: { name: input.name, timeZone, phrase, language } });
    await context.accounts.prefer(principal.account.address, { name, language, timeZone, phrase });
    return redirect(context, "/account?note=saved");
  },
});

/** A new password; every other browser is signed out. */
export const savePassword = route({
  method: "POST",
  path: "/account/password",
  roles: ["recipient"],
  request: z.object({ current: z.string().max(1000).default(""), password: z.string().max(1000).default("") }),
  handle: async (call) => {
    const { context, input, principal, request } = call;
    const { text } = textsOf(request);
    const { account } = principal;
    const typed = {
      current: input.current,
      next: input.password,
      source: request.source,
      browser: browserOf(request),
      strong: principal.session.strong === true,
    };
    const result = await changePassword(context, context.clock, account, typed);
    if (result.outcome === "changed") {
      const begun = { address: account.address, session: result.session, proved: true };
      return redirect(context, "/account?note=password-changed", await beginSession(context, request, begun));
    }
    if (result.outcome === "too-many") return tooMany(call);
    const errors =
      result.outcome === "refused-password"
        ? { password: text(`field.password-${result.fault}`, passwordLength) }
        : { current: text("account.current-wrong") };
    return accountAnswer(call, { errors });
  },
});

/** Ends every session of the account, this one too. */
export const signOutEverywhere = route({
  method: "POST",
  path: "/account/sign-out-everywhere",
  roles: ["recipient"],
  handle: async ({ context, principal }) => {
    const { address } = principal.account;
    await context.accounts.raiseEpoch(address);
    await context.outbox.add({ kind: "account-changed", address, change: "signed-out-everywhere" });
    return redirect(context, "/sign-in?out=1", [dropCookie(sessionCookie)]);
  },
});

function isTimeZone(name: string): boolean {
  if (name === "") return true;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return /^[\w+/-]+$/.test(name);
  } catch {
    return false;
  }
}
