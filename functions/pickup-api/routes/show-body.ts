import { z } from "zod";
import { drawBody } from "../../../src/pickup/body/draw-body.ts";
import { openInlineImages } from "../../../src/pickup/open-attachment.ts";
import { openMessage } from "../../../src/pickup/open-message.ts";
import type { MessageView } from "../../../src/sealing/message-view.ts";
import type { Deposit } from "../../../src/tracking/deposit.ts";
import { bodyDocument, type PrintedFacts } from "../../../web/pickup/body-document.ts";
import { moment } from "../../../web/pickup/moment.ts";
import type { PageTexts } from "../../../web/pickup/page-texts.ts";
import { bodyPolicy, bodyWithImagesPolicy } from "../content-security-policy.ts";
import { route } from "../define-route.ts";
import { noteLook } from "../note-look.ts";
import { unavailable } from "../notices.ts";
import { textsOf } from "../page-texts-of.ts";
import { askerOf } from "../principal.ts";

/** The body as a document of its own, under a policy that lets it run and fetch nothing. */
export const showBody = route({
  method: "GET",
  path: "/messages/{messageId}/body",
  roles: ["recipient"],
  request: z.object({
    as: z.literal("text").optional().catch(undefined),
    images: z.literal("1").optional().catch(undefined),
    print: z.literal("1").optional().catch(undefined),
  }),
  handle: async (call) => {
    const { context, input, params, principal } = call;
    const asked = { asker: askerOf(principal), messageId: params.messageId ?? "" };
    const opened = await openMessage(context, context.clock.now(), asked);
    if (opened.outcome !== "found") return unavailable(call, opened);
    const { deposit, view } = opened;
    await noteLook(call, deposit);
    const form = input.as === "text" || view.html === null ? "text" : "html";
    const images = form === "html" ? await openInlineImages(context, deposit, view) : new Map();
    const remote = input.images === "1" && form === "html" ? "shown" : "left-out";
    const { html } = drawBody(view, form, images, remote);
    const policy = remote === "shown" ? bodyWithImagesPolicy : bodyPolicy;
    const texts = textsOf(call.request);
    const facts = input.print === "1" ? factsOf(texts, deposit, view) : null;
    return {
      status: 200,
      headers: { "content-type": "text/html; charset=utf-8", "content-security-policy": policy },
      body: String(bodyDocument(texts, html, form, facts)),
    };
  },
});

/** What stands above a message on paper. */
function factsOf(texts: PageTexts, deposit: Deposit, view: MessageView): PrintedFacts {
  const people = [
    [texts.text("message.from"), view.from],
    [texts.text("message.to"), view.to.join(", ")],
    [texts.text("message.cc"), view.cc.join(", ")],
    [texts.text("message.sent"), moment(texts, deposit.sentAt)],
    [
      texts.text("attachments.title", { count: view.attachments.length }),
      view.attachments.map(({ name }) => name).join(", "),
    ],
  ] as const;
  return { title: view.subject, lines: people.filter(([, value]) => value !== "") };
}
