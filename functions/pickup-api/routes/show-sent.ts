import { z } from "zod";
import { attachmentDisposition } from "../../../src/pickup/download.ts";
import { filesOf } from "../../../src/pickup/letters/attach-file.ts";
import { type Letter, newLetter } from "../../../src/pickup/letters/letter.ts";
import { openSentFile, openSentLetter } from "../../../src/pickup/letters/open-letter.ts";
import { type SentLine, sentListPage, sentPage } from "../../../web/pickup/sent-page.ts";
import { downloadPolicy } from "../content-security-policy.ts";
import { route } from "../define-route.ts";
import { notFound } from "../notices.ts";
import { pageAnswer } from "../page-answer.ts";

const pageSize = 25;

/** What the recipient has sent. */
export const showSentList = route({
  method: "GET",
  path: "/sent",
  roles: ["recipient"],
  request: z.object({ page: z.string().max(2000).optional() }),
  handle: async ({ context, input, principal, request }) => {
    const { address } = principal.account;
    const now = context.clock.now().toISOString();
    const { letters, cursor } = await context.letters.list(address, { limit: pageSize, cursor: input.page });
    const lines = letters.filter(({ expiresAt = "" }) => expiresAt > now).map(lineOf);
    const view = { lines, ...(cursor && { older: cursor }) };
    return pageAnswer({ request, context, account: address }, (frame) => sentListPage(frame, view));
  },
});

/** One sent letter: what was written, and what became of it. */
export const showSent = route({
  method: "GET",
  path: "/sent/{letterId}",
  roles: ["recipient"],
  request: z.object({ now: z.literal("1").optional().catch(undefined) }),
  handle: async (call) => {
    const { context, input, params, principal, request } = call;
    const { address } = principal.account;
    const opened = await openSentLetter(context, context.clock.now(), address, params.letterId ?? "");
    if (opened === null) return notFound(call);
    const { letter, text } = opened;
    const view = {
      ...lineOf(letter),
      outsiders: letter.outsiders,
      text,
      expiresAt: letter.expiresAt ?? "",
      failure: letter.failure,
      files: filesOf(letter).map(({ fileId, file }) => ({ fileId, ...file })),
      answers: letter.about === newLetter ? undefined : letter.about,
      justNow: input.now === "1" && letter.state !== "failed",
    };
    return pageAnswer({ request, context, account: address }, (frame) => sentPage(frame, view));
  },
});

/** An attachment of a sent letter. */
export const downloadSentFile = route({
  method: "GET",
  path: "/sent/{letterId}/files/{fileId}",
  roles: ["recipient"],
  handle: async (call) => {
    const { context, params, principal } = call;
    const asked = {
      address: principal.account.address,
      letterId: params.letterId ?? "",
      fileId: params.fileId ?? "",
    };
    const file = await openSentFile(context, context.clock.now(), asked);
    if (file === null) return notFound(call);
    return {
      status: 200,
      headers: {
        "content-type": file.type,
        "content-disposition": attachmentDisposition(file.name),
        "content-security-policy": downloadPolicy,
      },
      body: file.bytes,
    };
  },
});

function lineOf({ letterId, to, outsiders, subject, sentAt = "", state }: Letter): SentLine {
  const is = state === "draft" ? "queued" : state;
  return { letterId, to: to.length > 0 ? to : outsiders, subject, sentAt, state: is };
}
