import type { PickupContext } from "../../src/context/pickup.ts";
import { signInPage } from "../../web/pickup/sign-in-page.ts";
import type { Problem } from "../middleware/problem.ts";
import type { Answer, WebRequest } from "../middleware/route.ts";
import { type CarriedDraft, draftIn } from "./carried-draft.ts";
import { noticeAnswer } from "./notices.ts";
import { pageAnswer, redirect } from "./page-answer.ts";
import { textsOf } from "./page-texts-of.ts";
import type { Recipient } from "./principal.ts";

/** Shows a problem as a page; who is not signed in is sent to sign in, and back to the message afterwards. */
export function problemAnswer(context: PickupContext) {
  return (problem: Problem, asked: WebRequest | null): Answer => {
    const draft = draftIn(asked);
    if (problem.code === "forbidden" && asked !== null && (asked.principal as Recipient | null)?.role === "half")
      return toSecondFactor(context, asked, draft);
    if (problem.code === "sign-in-needed" && draft === null) return toSignIn(context, asked);
    if (problem.code === "sign-in-needed" && asked !== null && draft !== null) return withDraft(context, asked, draft);
    const request = (asked ?? { cookies: {}, headers: {}, principal: null }) as WebRequest;
    const texts = textsOf(request);
    const call = { context, request, principal: (asked?.principal ?? null) as Recipient | null };
    const kind = kindOf(problem);
    const view = {
      title: texts.text(`error.${kind}.title`),
      text: texts.text(`error.${kind}.text`),
      ...(problem.status >= 500 ? { reference: problem.reference } : {}),
      ...(draft === null ? {} : { kept: draft.text }),
    };
    return noticeAnswer(call, problem.status, view);
  };
}

function kindOf({ code, status }: Problem): "fault" | "not-found" | "stale-form" | "bad-request" {
  if (code === "stale-form" || code === "foreign-origin") return "stale-form";
  if (status === 404 || status === 405) return "not-found";
  return status >= 500 ? "fault" : "bad-request";
}

/** What was being written comes along through signing in. */
function withDraft(context: PickupContext, request: WebRequest, draft: CarriedDraft): Answer {
  return pageAnswer({ request, context, account: null }, (frame) => signInPage(frame, { note: "draft", draft }));
}

/** What was being written is shown, to be copied. */
function toSecondFactor(context: PickupContext, request: WebRequest, draft: CarriedDraft | null): Answer {
  const message = messageIn(request);
  const path: `/${string}` = message === undefined ? "/second-factor" : `/second-factor?message=${message}`;
  if (draft === null) return redirect(context, path);
  const { text } = textsOf(request);
  const call = { context, request, principal: request.principal as Recipient };
  const next = { label: text("second.title"), href: path };
  return noticeAnswer(call, 403, { title: text("second.title"), text: text("second.intro"), next, kept: draft.text });
}

function messageIn(asked: WebRequest | null): string | undefined {
  return /^\/messages\/([\w.-]{1,200})(?:\/|$)/.exec(asked?.path ?? "")?.[1];
}

function toSignIn(context: PickupContext, asked: WebRequest | null): Answer {
  const messageId = messageIn(asked);
  return redirect(context, messageId === undefined ? "/sign-in" : `/sign-in?message=${encodeURIComponent(messageId)}`);
}
