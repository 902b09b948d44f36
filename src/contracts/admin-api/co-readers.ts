import { z } from "zod";

const address = z.string().trim().min(3).max(320);

/** Whose mailbox. */
export const coReadersRequest = z.strictObject({ mailbox: address });

/** Who reads a mailbox beside its owner. */
export const coReadersAnswer = z.strictObject({
  coReaders: z
    .array(
      z.strictObject({
        address: z.string(),
        /** Empty until they have read something. */
        name: z.string(),
        invitedAt: z.string(),
        invitedBy: z.enum(["owner", "administrator"]),
        joinedAt: z.string().optional(),
      }),
    )
    .readonly(),
});
export type CoReadersAnswer = z.output<typeof coReadersAnswer>;

/** Who is to read, or no longer to read, a mailbox. */
export const coReaderRequest = z.strictObject({ mailbox: address, reader: address });
