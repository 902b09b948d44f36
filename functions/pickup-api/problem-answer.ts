import type { PickupContext } from "../../src/context/pickup.ts";
import { englishPages } from "../../web/pickup/frame.ts";
import type { Problem } from "../middleware/problem.ts";
import type { Answer, WebRequest } from "../middleware/route.ts";
import { noticeAnswer } from "./notices.ts";
import { redirect } from "./page-answer.ts";
import type { Recipient } from "./principal.ts";

/** Shows a problem as a page; who is not signed in is sent to sign in, and back to the message afterwards. */
export function problemAnswer(context: PickupContext) {
  return (problem: Problem, asked: WebRequest | null): Answer => {
    if (problem.code === "sign-in-needed") return toSignIn(context, asked);
    const request = asked ?? { cookies: {} };
    const call = { context, request: request as WebRequest, principal: (asked?.principal ?? null) as Recipient | null };
    const kind = kindOf(problem);
    const view = {
      title: englishPages.text(`error.${kind}.title`),
      text: englishPages.text(`error.${kind}.text`),
      ...(problem.status >= 500 ? { reference: problem.reference } : {}),
    };
    return noticeAnswer(call, problem.status, view);
  };
}

function kindOf({ code, status }: Problem): "fault" | "not-found" | "stale-form" | "bad-request" {
  if (code === "stale-form" || code === "foreign-origin") return "stale-form";
  if (status === 404 || status === 405) return "not-found";
  return status >= 500 ? "fault" : "bad-request";
}

function toSignIn(context: PickupContext, asked: WebRequest | null): Answer {
  const [, messageId] = /^\/messages\/([\w.-]{1,200})(?:\/|$)/.exec(asked?.path ?? "") ?? [];
  return redirect(context, messageId === undefined ? "/sign-in" : `/sign-in?message=${encodeURIComponent(messageId)}`);
}
