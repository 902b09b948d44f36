import { normalAddress } from "../../../src/accounts/address.ts";
import { inviteCoReader, removeCoReader } from "../../../src/accounts/invite-co-reader.ts";
import type { AdminContext } from "../../../src/context/admin.ts";
import { coReaderRequest, coReadersAnswer, coReadersRequest } from "../../../src/contracts/admin-api/co-readers.ts";
import { SealgateError } from "../../../src/errors.ts";
import { jsonAnswer } from "../json-answer.ts";
import { route } from "../principal.ts";

/** Who reads a recipient's mailbox beside its owner. */
export const listCoReaders = route({
  method: "GET",
  path: "/api/accounts/co-readers",
  roles: ["owner", "policy-admin", "help-desk", "auditor"],
  request: coReadersRequest,
  answer: coReadersAnswer,
  handle: async ({ input, context }) => {
    const mailbox = addressOf(input.mailbox);
    const found = await context.coReaders.of(mailbox);
    const named = found.map(async ({ reader, invitedAt, invitedBy, joinedAt }) => ({
      address: reader,
      name: joinedAt === undefined ? "" : ((await context.recipients.find(reader))?.name ?? ""),
      invitedAt,
      invitedBy: invitedBy === "administrator" ? ("administrator" as const) : ("owner" as const),
      joinedAt,
    }));
    return jsonAnswer(coReadersAnswer, { coReaders: await Promise.all(named) });
  },
});

/** Lets somebody read a mailbox. It opens sealed mail to them, so only owners may, and the mailbox is told by mail. */
export const addCoReader = route({
  method: "POST",
  path: "/api/accounts/co-readers",
  roles: ["owner"],
  request: coReaderRequest,
  audit: "accounts.add-co-reader",
  handle: async ({ input, context }) => {
    const mailbox = addressOf(input.mailbox);
    const invitation = { mailbox, reader: input.reader, by: "administrator" };
    const outcome = await inviteCoReader(context, context.clock, invitation);
    if (outcome !== "invited" && outcome !== "already")
      throw new SealgateError(`co-reader-${outcome}`, 422, "this address cannot read the mailbox");
    return { status: 204, recorded: await recorded(context, mailbox, addressOf(input.reader)) };
  },
});

/** Ends somebody's reading of a mailbox at once. */
export const dropCoReader = route({
  method: "POST",
  path: "/api/accounts/co-readers/removal",
  roles: ["owner", "help-desk"],
  request: coReaderRequest,
  audit: "accounts.drop-co-reader",
  handle: async ({ input, context }) => {
    const [mailbox, reader] = [addressOf(input.mailbox), addressOf(input.reader)];
    if (!(await removeCoReader(context, { mailbox, reader })))
      throw new SealgateError("not-found", 404, "they do not read this mailbox");
    return { status: 204, recorded: await recorded(context, mailbox, reader) };
  },
});

function addressOf(typed: string): string {
  const address = normalAddress(typed);
  if (address === null) throw new SealgateError("co-reader-not-an-address", 422, "that is not an email address");
  return address;
}

async function recorded({ people }: AdminContext, mailbox: string, reader: string) {
  return { object: `${await people.subjectOf(mailbox)} ${await people.subjectOf(reader)}` };
}
