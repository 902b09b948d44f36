import { z } from "zod";

/** How the gateway gets into the company's own mail server; the password is never told. */
export const smtpAccessAnswer = z.strictObject({
  /** `smtp://host:port` as deployed. */
  server: z.string(),
  /** Null: no sign-in. */
  user: z.string().nullable(),
  /** Certificates in PEM that are trusted there besides the public authorities. */
  authority: z.string(),
  changedAt: z.string().nullable(),
});
export type SmtpAccessAnswer = z.output<typeof smtpAccessAnswer>;

const noControls = /^\P{Cc}*$/u;

/** All of it; without a password the one that is kept for this user stays. */
export const smtpAccessRequest = z.strictObject({
  user: z.string().trim().min(1).max(320).regex(noControls, "must not hold control characters").nullable(),
  password: z.string().min(1).max(1_000).regex(noControls, "must not hold control characters").optional(),
  authority: z.string().trim().max(20_000),
});
