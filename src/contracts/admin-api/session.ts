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

/** What stands between the password and the console; every other route is closed till then. */
export const signInStep = z.enum(["choose-password", "set-up-factor", "prove-factor", "done"]);
export type SignInStep = z.output<typeof signInStep>;

/** Who is signed in, and how far. */
export const signedInAnswer = z.strictObject({ userName: z.string(), role, step: signInStep });
export type SignedInAnswer = z.output<typeof signedInAnswer>;

/** What the console asks first, signed in or not. */
export const sessionAnswer = z.strictObject({
  portalName: z.string(),
  /** Goes back as the header `x-form-token` with every change. */
  formToken: z.string(),
  signedIn: signedInAnswer.nullable(),
});
export type SessionAnswer = z.output<typeof sessionAnswer>;

/** Options for `navigator.credentials`, as the browser's own JSON form has them. */
const passkeyOptions = z.record(z.string(), z.unknown());

/** By what the second step can be taken. */
export const factorAnswer = z.strictObject({
  generator: z.boolean(),
  recoveryCodes: z.boolean(),
  /** For `navigator.credentials.get`; null where there is no passkey. */
  passkey: passkeyOptions.nullable(),
});
export type FactorAnswer = z.output<typeof factorAnswer>;

/** Six digits of the code generator, or a recovery code. */
export const codeRequest = z.strictObject({ code: z.string().trim().min(6).max(40) });

/** What the browser's authenticator answered, as `toJSON` gives it. */
export const passkeyRequest = z.strictObject({ credential: z.looseObject({ id: z.string().max(2000) }) });

/** What a new second factor is made from. Nothing of it is kept until it was proved. */
export const factorOfferAnswer = z.strictObject({
  secret: z.string(),
  /** The address that the picture shows. */
  uri: z.string(),
  /** Rows of the QR code, `#` for dark. */
  picture: z.array(z.string()),
  /** For `navigator.credentials.create`. */
  passkey: passkeyOptions,
});
export type FactorOfferAnswer = z.output<typeof factorOfferAnswer>;

/** Asked again before the second factor changes; not needed where none is set up yet. */
const currentPassword = z.string().max(256).optional();

/** A code that proves that the app holds the offered secret. */
export const newGeneratorRequest = z.strictObject({
  secret: z.string().regex(/^[A-Z2-7]{16,64}$/),
  code: z.string().trim().min(6).max(10),
  currentPassword,
});

/** A passkey that the browser made of the offer. */
export const newPasskeyRequest = z.strictObject({
  credential: z.looseObject({ id: z.string().max(2000) }),
  name: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .regex(/^\P{Cc}*$/u),
  currentPassword,
});

/** Recovery codes: given once, when the first factor is set up or new ones are asked for; else empty. */
export const recoveryCodesAnswer = z.strictObject({ recoveryCodes: z.array(z.string()) });
export type RecoveryCodesAnswer = z.output<typeof recoveryCodesAnswer>;

/** Which factor to take away. */
export const dropFactorRequest = z.strictObject({
  factor: z.union([z.literal("generator"), z.strictObject({ passkey: z.string().max(2000) })]),
  currentPassword: z.string().max(256),
});

/** The password, before what a stolen session must not do. */
export const confirmRequest = z.strictObject({ currentPassword: z.string().max(256) });

/** One's own account. */
export const accountAnswer = z.strictObject({
  userName: z.string(),
  role,
  /** Absent for the first administrator, whose mail goes to the operator. */
  address: z.string().optional(),
  passwordSince: z.string(),
  generatorSince: z.string().optional(),
  passkeys: z.array(z.strictObject({ id: z.string(), name: z.string(), createdAt: z.string() })),
  recoveryCodesLeft: z.number().int(),
});
export type AccountAnswer = z.output<typeof accountAnswer>;
