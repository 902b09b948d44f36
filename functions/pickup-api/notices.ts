import { type Account, isProtected } from "../../src/accounts/account.ts";
import { activationRules } from "../../src/accounts/activation.ts";
import type { Deposit } from "../../src/tracking/deposit.ts";
import { referenceOf } from "../../src/tracking/reference.ts";
import { moment } from "../../web/pickup/moment.ts";
import { type NoticeView, noticePage } from "../../web/pickup/notice-page.ts";
import type { PageTexts } from "../../web/pickup/page-texts.ts";
import type { Answer } from "../middleware/route.ts";
import type { PickupCall } from "./define-route.ts";
import { pageAnswer } from "./page-answer.ts";
import { textsOf } from "./page-texts-of.ts";

/** A page that says why something is not here, and the next step for whoever asks. */
export function noticeAnswer(
  call: Pick<PickupCall, "request" | "context" | "principal">,
  status: number,
  view: Omit<NoticeView, "next"> & Partial<Pick<NoticeView, "next">>,
): Answer {
  const account = call.principal?.account.address ?? null;
  const texts = textsOf(call.request);
  const next =
    account === null
      ? { label: texts.text("error.back-sign-in"), href: "/sign-in" }
      : { label: texts.text("error.back-inbox"), href: "/inbox" };
  const asked = { request: call.request, context: call.context, account };
  return pageAnswer(asked, (frame) => noticePage(frame, { next, ...view }), { status });
}

/** What became of a message that cannot be read: gone, or for somebody else, which are told apart from nobody. */
export function unavailable(
  call: PickupCall,
  opened:
    | { outcome: "expired" | "recalled" | "suspended" | "removed" | "too-weak"; deposit: Deposit }
    | { outcome: "not-found" },
): Answer {
  if (opened.outcome === "not-found") return notFound(call);
  const { outcome, deposit } = opened;
  if (outcome === "too-weak") return tooWeak(call, deposit);
  const texts = textsOf(call.request);
  const sender = deposit.fromName === "" ? deposit.from : deposit.fromName;
  const date = moment(texts, deposit.expiresAt);
  return noticeAnswer(call, 410, {
    title: texts.text(`error.${outcome}.title`),
    text: texts.text(`error.${outcome}.text`, { sender, date }),
    reference: referenceOf(deposit.messageId),
  });
}

/** The message asks for more than a password: a code or a passkey, or the way to have one. */
function tooWeak(call: PickupCall, { messageId }: Deposit): Answer {
  const texts = textsOf(call.request);
  const account = call.principal?.account ?? {};
  const has = isProtected(account);
  const query = `?message=${encodeURIComponent(messageId)}`;
  const setUp = {
    next: { label: texts.text("account.second-set-up"), href: `/account/second-factor${query}` },
    other: { label: texts.text("passkey.add"), href: `/account/passkey${query}` },
  };
  return noticeAnswer(call, 403, {
    title: texts.text("error.too-weak.title"),
    text: texts.text(has ? "error.too-weak.text" : "error.too-weak.text-none"),
    reference: referenceOf(messageId),
    ...(has ? waysToProve(texts, account, messageId) : setUp),
  });
}

/** What protects the account is changed only by whoever has proved more than the password. */
export function proveFirst(call: PickupCall): Answer {
  const texts = textsOf(call.request);
  return noticeAnswer(call, 403, {
    title: texts.text("error.prove-first.title"),
    text: texts.text("error.prove-first.text"),
    ...waysToProve(texts, call.principal?.account ?? {}),
  });
}

/** The steps by which a session becomes a strong one: a code, or signing in anew by a passkey. */
function waysToProve(
  texts: PageTexts,
  { generator, passkeys = {} }: Pick<Account, "generator" | "passkeys">,
  message?: string,
): Partial<Pick<NoticeView, "next" | "signOut">> {
  const query = message === undefined ? "" : `?message=${encodeURIComponent(message)}`;
  const hasPasskey = Object.keys(passkeys).length > 0;
  return {
    ...(generator && { next: { label: texts.text("second.title"), href: `/second-factor${query}` } }),
    ...(hasPasskey && { signOut: { label: texts.text("passkey.sign-in"), ...(message && { message }) } }),
  };
}

/** The same for what does not exist and for what is not yours. */
export function notFound(call: PickupCall): Answer {
  const texts = textsOf(call.request);
  return noticeAnswer(call, 404, {
    title: texts.text("error.not-found.title"),
    text: texts.text("error.not-found.text"),
  });
}

/** An activation link that nobody issued, or that is too old. */
export function deadLink(call: PickupCall, why: "unknown" | "expired", token: string): Answer {
  const texts = textsOf(call.request);
  const key = why === "expired" ? "expired-link" : "unknown-link";
  const known = why === "expired" ? `?link=${encodeURIComponent(token)}` : "";
  return noticeAnswer(call, why === "expired" ? 410 : 404, {
    title: texts.text(`error.${key}.title`),
    text: texts.text(`error.${key}.text`, { days: activationRules.days }),
    next: { label: texts.text("error.new-link"), href: `/forgot-password${known}` },
  });
}

/** Too many attempts from one network; what was typed besides is shown, to be copied. */
export function tooMany(call: PickupCall, kept?: string): Answer {
  const texts = textsOf(call.request);
  const answer = noticeAnswer(call, 429, {
    ...(kept !== undefined && { kept }),
    title: texts.text("error.too-many.title"),
    text: texts.text("error.too-many.text"),
  });
  return { ...answer, headers: { ...answer.headers, "retry-after": "300" } };
}

/** The mail was for one address, the browser is signed in as another. */
export function wrongAccount(call: PickupCall, sentTo: string, token: string): Answer {
  const address = call.principal?.account.address ?? "";
  const texts = textsOf(call.request);
  return noticeAnswer(call, 403, {
    title: texts.text("error.wrong-account.title"),
    text: texts.text("error.wrong-account.text", { masked: masked(sentTo), address }),
    signOut: { label: texts.text("error.wrong-account.switch"), link: token },
  });
}

function masked(address: string): string {
  const [local = "", domain = ""] = address.split("@");
  return `${[...local][0] ?? ""}…@${[...domain][0] ?? ""}…`;
}
