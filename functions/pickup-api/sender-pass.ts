import { followSenderLink, resumeSenderSession } from "../../src/sender/access.ts";
import { noticePage } from "../../web/pickup/notice-page.ts";
import { senderTextsOf } from "../../web/pickup/sender-texts.ts";
import type { Answer } from "../middleware/route.ts";
import type { PickupCall } from "./define-route.ts";
import { pageAnswer, redirect } from "./page-answer.ts";

/** The cookie of a sender's session: another one than a recipient's, good for one message only. */
export const senderCookie = "__Host-sender";

/** What a request to the sender's page comes with. */
export type SenderVisit = {
  readonly token: string;
  readonly messageId: string;
  /** Other parts of the same message. */
  readonly others: readonly string[];
  /** Whether its session is for this very message. */
  readonly open: boolean;
};

/** Reads link and session; null for a link that nobody issued. Looking changes nothing. */
export async function senderVisit(call: PickupCall): Promise<SenderVisit | null> {
  const { context, params, request } = call;
  const token = params.token ?? "";
  const now = context.clock.now();
  const link = await followSenderLink(context, now, token);
  if (link === null) return null;
  const session = await resumeSenderSession(context, now, request.cookies[senderCookie] ?? "");
  return { token, messageId: link.messageId, others: link.others ?? [], open: session?.messageId === link.messageId };
}

/** The message, with its other parts, that a visit is about. */
export function partsOf({ messageId, others }: SenderVisit): { messageId: string; others: readonly string[] } {
  return { messageId, others };
}

/** A link that nobody issued. */
export function unknownSenderLink(call: PickupCall): Answer {
  return senderNotice(call, 404, "unknown");
}

/** Too many attempts from one network. */
export function tooManyFromSender(call: PickupCall): Answer {
  const answer = senderNotice(call, 429, "too-many");
  return { ...answer, headers: { ...answer.headers, "retry-after": "300" } };
}

/** Back to the page of this link, whatever it shows by now. */
export function toSenderPage(call: PickupCall, token: string, query = "", cookies: readonly string[] = []): Answer {
  return redirect(call.context, `/s/${token}${query}`, cookies);
}

function senderNotice({ request, context }: PickupCall, status: number, what: "unknown" | "too-many"): Answer {
  return pageAnswer(
    { request, context, account: null },
    (frame) => {
      const texts = senderTextsOf(frame.texts.language);
      return noticePage(frame, { title: texts.text(`error.${what}-title`), text: texts.text(`error.${what}-text`) });
    },
    { status },
  );
}
