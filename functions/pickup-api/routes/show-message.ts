import { z } from "zod";
import { type Drawn, drawBody } from "../../../src/pickup/body/draw-body.ts";
import { fileName } from "../../../src/pickup/download.ts";
import { addresseesOf } from "../../../src/pickup/letters/addressees.ts";
import { mailboxId } from "../../../src/pickup/mailboxes.ts";
import { openMessage } from "../../../src/pickup/open-message.ts";
import type { MessageView } from "../../../src/sealing/message-view.ts";
import { type Deposit, rulesOf } from "../../../src/tracking/deposit.ts";
import { referenceOf } from "../../../src/tracking/reference.ts";
import { type MessagePageView, messagePage } from "../../../web/pickup/message-page.ts";
import { type PickupCall, route } from "../define-route.ts";
import { noteLook } from "../note-look.ts";
import { unavailable } from "../notices.ts";
import { pageAnswer } from "../page-answer.ts";
import { textsOf } from "../page-texts-of.ts";
import { askerOf } from "../principal.ts";

/** A message's page. Looking at it marks it read: the one change a GET makes, and only for its signed-in owner. */
export const showMessage = route({
  method: "GET",
  path: "/messages/{messageId}",
  roles: ["recipient"],
  request: z.object({
    as: z.literal("text").optional().catch(undefined),
    images: z.literal("1").optional().catch(undefined),
  }),
  handle: async (call) => {
    const { context, input, params, principal, request } = call;
    const { address } = principal.account;
    const asked = { asker: askerOf(principal), messageId: params.messageId ?? "" };
    const opened = await openMessage(context, context.clock.now(), asked);
    if (opened.outcome !== "found") return unavailable(call, opened);
    const { deposit, view } = opened;
    await noteLook(call, deposit);
    const asText = input.as === "text" || view.html === null;
    const shown = toPage(
      { request, context },
      address,
      deposit,
      view,
      asText,
      drawBody(view, asText ? "text" : "html"),
      input.images === "1",
    );
    return pageAnswer({ request, context, account: address }, (frame) => messagePage(frame, shown));
  },
});

function toPage(
  { request, context }: Pick<PickupCall, "request" | "context">,
  address: string,
  deposit: Deposit,
  view: MessageView,
  asText: boolean,
  body: Drawn,
  withImages: boolean,
): MessagePageView {
  const texts = textsOf(request);
  const rules = rulesOf(deposit);
  const all = addresseesOf({ deposit, view }, "reply-all", context, address);
  const one = addresseesOf({ deposit, view }, "reply", context, address);
  const unnamed = (number: number) => texts.text("attachments.unnamed", { number: number + 1 });
  return {
    messageId: deposit.messageId,
    shared: deposit.address === address ? null : { id: mailboxId(deposit.address), address: deposit.address },
    subject: view.subject,
    from: view.from,
    to: view.to,
    cc: view.cc,
    sentAt: deposit.sentAt,
    expiresAt: deposit.expiresAt,
    reference: referenceOf(deposit.messageId),
    hasHtml: view.html !== null,
    asText,
    withImages,
    blockedImages: body.blockedImages,
    length: body.length,
    isCut: body.isCut,
    replyAllowed: rules.replyAllowed && one.to.length > 0,
    replyAllAllowed: rules.replyAllAllowed && all.to.length + all.outsiders.length > one.to.length,
    attachments: view.attachments
      .map(({ name, size }, number) => ({ number, name: fileName(name, unnamed(number)), size }))
      .filter(({ number }) => asText || !body.shownInline.has(number)),
  };
}
