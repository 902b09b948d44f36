import type { AdminContext } from "../../../src/context/admin.ts";
import {
  type HeldRow,
  heldAnswer,
  heldRequest,
  releaseAnswer,
  releaseRequest,
} from "../../../src/contracts/admin-api/held.ts";
import { SealgateError } from "../../../src/errors.ts";
import { isVirus, type Released, releaseHeld, returnHeld } from "../../../src/gateway/held-mail.ts";
import { isInternal } from "../../../src/gateway/settings.ts";
import { type HeldCopy, heldUntil } from "../../../src/tracking/held-mail.ts";
import { findHeld } from "../find-held.ts";
import { jsonAnswer } from "../json-answer.ts";
import { type Principal, route } from "../principal.ts";

const deciders = ["owner", "reviewer"] as const;

/** What waits for review, longest waiting first; no content. */
export const listHeld = route({
  method: "GET",
  path: "/api/held",
  roles: ["owner", "reviewer", "auditor"],
  request: heldRequest,
  answer: heldAnswer,
  handle: async ({ input, principal, context }) => {
    const { held, cursor } = await context.held.list(input);
    const { settings } = await context.settings.current();
    const rows = held.map((copy) => toRow(copy, context, principal));
    return jsonAnswer(heldAnswer, { held: rows, cursor, twoPersons: settings.heldTwoPersons });
  },
});

/** Lets one copy go to its recipient, or asks a second reviewer to agree. */
export const releaseCopy = route({
  method: "POST",
  path: "/api/held/{messageId}/{recipientId}/release",
  roles: deciders,
  request: releaseRequest,
  answer: releaseAnswer,
  audit: "held.release",
  handle: async ({ params, input, principal, context }) => {
    const copy = await findHeld(context, params);
    const { settings } = await context.settings.current();
    const outcome = await releaseHeld(context, context.clock, copy, {
      by: principal.subjectId,
      form: input.form,
      internal: isInternal(copy.recipient.address, context),
      secondPerson: settings.heldTwoPersons,
    });
    if (outcome !== "released" && outcome !== "proposed") throw refusals[outcome]();
    const recorded = { object: objectOf(copy), after: { form: input.form, outcome } };
    return { ...jsonAnswer(releaseAnswer, { outcome }), recorded };
  },
});

/** Gives one copy back to its sender with a report. */
export const returnCopy = route({
  method: "POST",
  path: "/api/held/{messageId}/{recipientId}/return",
  roles: deciders,
  audit: "held.return",
  handle: async ({ params, context }) => {
    const copy = await findHeld(context, params);
    const outcome = await returnHeld(context, context.clock, copy);
    if (outcome !== "returned") throw refusals[outcome]();
    return { status: 204, recorded: { object: objectOf(copy) } };
  },
});

const refusals: Readonly<Record<Exclude<Released, "released" | "proposed">, () => SealgateError>> = {
  gone: () => new SealgateError("not-held", 409, "it is not held any more"),
  busy: () => new SealgateError("busy", 409, "the gateway is working on this message"),
  virus: () => new SealgateError("virus", 409, "mail with a virus is never released"),
  "never-sealed": () => new SealgateError("never-sealed", 409, "mail to our own people is never sealed"),
  "own-proposal": () => new SealgateError("own-proposal", 409, "another reviewer must agree"),
};

function objectOf({ message, recipient }: HeldCopy): string {
  return `${message.messageId}/${recipient.recipientId}`;
}

function toRow({ message, recipient }: HeldCopy, context: AdminContext, { subjectId }: Principal): HeldRow {
  const { proposal } = recipient;
  return {
    messageId: message.messageId,
    recipientId: recipient.recipientId,
    address: recipient.address,
    internal: isInternal(recipient.address, context),
    from: message.envelopeFrom,
    subject: message.subject,
    size: message.size,
    heldAt: recipient.heldAt,
    until: heldUntil(recipient.heldAt),
    policyName: recipient.policyName,
    reason: recipient.answer ?? recipient.reason,
    readable: recipient.reviewId !== undefined,
    unreleasable: isVirus(recipient),
    ...(proposal && { proposal: { at: proposal.at, form: proposal.form, own: proposal.by === subjectId } }),
  };
}
