import { z } from "zod";
import { drawBody } from "../../../src/pickup/body/draw-body.ts";
import { openInlineImages } from "../../../src/pickup/open-attachment.ts";
import { openMessage } from "../../../src/pickup/open-message.ts";
import { bodyDocument } from "../../../web/pickup/body-document.ts";
import { bodyPolicy } from "../content-security-policy.ts";
import { route } from "../define-route.ts";
import { unavailable } from "../notices.ts";
import { textsOf } from "../page-texts-of.ts";

/** The body as a document of its own, under a policy that lets it run and fetch nothing. */
export const showBody = route({
  method: "GET",
  path: "/messages/{messageId}/body",
  roles: ["recipient"],
  request: z.object({ as: z.literal("text").optional().catch(undefined) }),
  handle: async (call) => {
    const { context, input, params, principal } = call;
    const asked = { address: principal.account.address, messageId: params.messageId ?? "" };
    const opened = await openMessage(context, context.clock.now(), asked);
    if (opened.outcome !== "found") return unavailable(call, opened);
    const { deposit, view } = opened;
    const form = input.as === "text" || view.html === null ? "text" : "html";
    const images = form === "html" ? await openInlineImages(context, deposit, view) : new Map();
    const { html } = drawBody(view, form, images);
    return {
      status: 200,
      headers: { "content-type": "text/html; charset=utf-8", "content-security-policy": bodyPolicy },
      body: String(bodyDocument(html, form, textsOf(call.request).text("body.frame"))),
    };
  },
});
