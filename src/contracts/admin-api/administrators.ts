import { z } from "zod";
import { role } from "./roles.ts";

/** Where an administrator stands. */
export const administratorState = z.enum(["invited", "active", "disabled"]);

/** One administrator, as owners and auditors see them. */
export const administratorRow = z.strictObject({
  /** Random; the audit log and the routes name people by it. */
  subjectId: z.string(),
  userName: z.string(),
  role,
  state: administratorState,
  address: z.string().optional(),
  /** What they sign in with beside the password. */
  factors: z.array(z.enum(["generator", "passkey"])),
  createdAt: z.string(),
  invitedAt: z.string().optional(),
  /** Goes back with a change; one that rests on an older version is refused. */
  version: z.number().int(),
});
export type AdministratorRow = z.output<typeof administratorRow>;

/** Everybody who may use the console. */
export const administratorsAnswer = z.strictObject({ administrators: z.array(administratorRow) });
export type AdministratorsAnswer = z.output<typeof administratorsAnswer>;

/** Invite somebody; a mail with user name and one-time password goes to the address. */
export const inviteRequest = z.strictObject({
  userName: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9][a-z0-9._-]{1,63}$/, "must be 2 to 64 letters, digits, dots, hyphens or underscores"),
  address: z.email().max(254),
  role,
});

/** Change the role, or shut out and let in again. */
export const changeAdministratorRequest = z
  .strictObject({ version: z.number().int().min(0), role: role.optional(), disabled: z.boolean().optional() })
  .refine(({ role, disabled }) => (role === undefined) !== (disabled === undefined), "change one thing at a time");

/** What a reset or a removal rests on. */
export const versionRequest = z.strictObject({ version: z.number().int().min(0) });
