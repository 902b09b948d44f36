import { z } from "zod";
import { role } from "./roles.ts";

/** Sign in with a chosen password, or the one-time password of the first sign-in. */
export const signInRequest = z.strictObject({
  userName: z.string().trim().min(1).max(64),
  password: z.string().min(1).max(256),
});

/** Choose a new password; `currentPassword` is needed but at the first sign-in. */
export const newPasswordRequest = z.strictObject({
  currentPassword: z.string().max(256).optional(),
  newPassword: z.string().max(512),
});

/** Who is signed in. */
export const signedInAnswer = z.strictObject({
  userName: z.string(),
  role,
  /** True until the one-time password was replaced; every other route is closed till then. */
  mustChoosePassword: z.boolean(),
});
export type SignedInAnswer = z.output<typeof signedInAnswer>;

/** What the console asks first, signed in or not. */
export const sessionAnswer = z.strictObject({
  portalName: z.string(),
  /** Goes back as the header `x-form-token` with every change. */
  formToken: z.string(),
  signedIn: signedInAnswer.nullable(),
});
export type SessionAnswer = z.output<typeof sessionAnswer>;
