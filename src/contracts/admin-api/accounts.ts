import { z } from "zod";

/** Which page, and part of the address. */
export const accountsRequest = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().max(2_000).optional(),
  address: z.string().trim().max(320).optional(),
});

/** One recipient. */
export const accountRow = z.strictObject({
  address: z.string(),
  /** `waiting`: an activation is open, nobody has used it yet. */
  state: z.enum(["active", "waiting"]),
  name: z.string(),
  activatedAt: z.string().optional(),
  passwordChangedAt: z.string().optional(),
  language: z.string().optional(),
  secondFactor: z.boolean(),
  passkeys: z.number().int(),
});
export type AccountRow = z.output<typeof accountRow>;

/** By address; a page may be short, or empty, while `cursor` is there. */
export const accountsAnswer = z.strictObject({
  accounts: z.array(accountRow).readonly(),
  cursor: z.string().optional(),
});
export type AccountsAnswer = z.output<typeof accountsAnswer>;

/** Whose account. */
export const accountRequest = z.strictObject({ address: z.string().trim().min(3).max(320) });
