import { passwordLength } from "../../src/accounts/password.ts";
import { openSessions } from "../../src/accounts/session.ts";
import { type AccountView, accountPage } from "../../web/pickup/account-page.ts";
import { languages } from "../../web/pickup/page-texts.ts";
import type { Answer } from "../middleware/route.ts";
import type { PickupCall } from "./define-route.ts";
import { pageAnswer } from "./page-answer.ts";
import type { Recipient } from "./principal.ts";

type Shown = Pick<AccountView, "note" | "errors"> & { readonly typed?: Partial<AccountView>; readonly status?: number };

/** The account page: as it is, or with what was typed and what is wrong with it. */
export async function accountAnswer(
  { context, principal, request }: PickupCall & { readonly principal: Recipient },
  { note, errors, typed, status }: Shown = {},
): Promise<Answer> {
  const { account, session } = principal;
  const open = await openSessions(context.sessions, context.clock.now(), account);
  const view: AccountView = {
    address: account.address,
    name: account.name,
    language: account.language ?? "",
    timeZone: account.timeZone ?? "",
    phrase: account.phrase ?? "",
    languages: languages.map((code) => ({ code, name: nameOf(code) })),
    timeZones: Intl.supportedValuesOf("timeZone"),
    hasGenerator: account.generator !== undefined,
    recoveryLeft: Object.keys(account.recovery ?? {}).length,
    passkeys: Object.values(account.passkeys ?? {}),
    sessions: open.map((one) => ({
      browser: one.browser ?? "Browser",
      since: one.createdAt,
      isThis: one.tokenHash === session.tokenHash,
    })),
    passwordMinimum: passwordLength.minimum,
    ...(note && { note }),
    ...(errors && { errors }),
    ...typed,
  };
  return pageAnswer({ request, context, account: account.address }, (frame) => accountPage(frame, view), {
    status: status ?? (errors ? 422 : 200),
  });
}

/** A language by its own name. */
function nameOf(code: string): string {
  return new Intl.DisplayNames([code], { type: "language" }).of(code) ?? code;
}
