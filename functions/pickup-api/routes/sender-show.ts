import { z } from "zod";
import { mayResend } from "../../../src/sender/act-on-message.ts";
import { codeRules } from "../../../src/sender/code.ts";
import { findSent, type SentMessage, statusOf } from "../../../src/sender/sent-message.ts";
import { whyEncrypted } from "../../../src/sender/why.ts";
import { referenceOf } from "../../../src/tracking/reference.ts";
import { senderGatePage } from "../../../web/pickup/sender-gate-page.ts";
import { type Did, dids, type SenderPageView, senderPage } from "../../../web/pickup/sender-page.ts";
import { type PickupCall, route } from "../define-route.ts";
import { pageAnswer } from "../page-answer.ts";
import { partsOf, senderVisit, unknownSenderLink } from "../sender-pass.ts";

const day = 24 * 60 * 60 * 1000;
const small = z.coerce.number().int().min(0).max(100_000).catch(0);

/** The sender's page: without a session only a reference and the offer of a code. Whatever opens it changes nothing. */
export const showSenderPage = route({
  method: "GET",
  path: "/s/{token}",
  roles: "anyone",
  request: z.object({
    code: z.enum(["sent", "wrong"]).optional().catch(undefined),
    did: z.enum(dids).optional().catch(undefined),
    count: small,
    opened: small,
  }),
  handle: async (call) => {
    const { context, input, request } = call;
    const visit = await senderVisit(call);
    if (visit === null) return unknownSenderLink(call);
    const { token, messageId } = visit;
    const found = visit.open ? await findSent(context.sent, partsOf(visit)) : null;
    const asked = { request, context, account: null };
    if (found === null) {
      const step = input.code === "sent" ? "typed" : (input.code ?? "ask");
      const gate = { token, reference: referenceOf(messageId), step, minutes: codeRules.minutes } as const;
      return pageAnswer(asked, (frame) => senderGatePage(frame, gate), { status: step === "wrong" ? 422 : 200 });
    }
    const did = input.did === undefined ? null : { what: input.did, count: input.count, opened: input.opened };
    return pageAnswer(asked, (frame) => senderPage(frame, viewOf(call, token, found, did)));
  },
});

type Done = { readonly what: Did; readonly count: number; readonly opened: number } | null;

function viewOf({ context }: PickupCall, token: string, found: SentMessage, did: Done): SenderPageView {
  const { message, copies, timeline } = found;
  const now = context.clock.now();
  const statuses = copies.map((copy) => statusOf(copy, timeline, now));
  const [first] = copies;
  const hidden = copies.some(({ deposit }) => deposit.subjectHidden);
  return {
    token,
    subject: first === undefined || hidden ? null : first.deposit.subject,
    reference: referenceOf(message.messageId),
    sentAt: message.sentAt,
    why: whyEncrypted(copies.map(({ recipient }) => recipient)),
    copies: statuses.map((status) => ({ ...status, mayResend: mayResend(status) })),
    did,
    kept: keptOf(found, now),
  };
}

/** The latest day that a copy which can still be opened is kept. */
function keptOf({ message, copies }: SentMessage, now: Date): SenderPageView["kept"] {
  const open = copies.filter(({ deposit }) => deposit.state === "open" || deposit.state === "suspended");
  const until = Math.max(...open.map(({ deposit }) => Date.parse(deposit.expiresAt)));
  if (!(until > now.getTime())) return null;
  const days = Math.round((until - Date.parse(message.receivedAt)) / day);
  return { days, until: new Date(until).toISOString() };
}
