import { z } from "zod";
import { type Caller, ServiceError } from "../core/service.ts";
import { decrypt, encrypt, generateDataKey } from "./key-operations.ts";
import type { KeyRing } from "./key-ring.ts";
import { publicKeyOf, sign, verify } from "./signing.ts";

type Answer = Readonly<Record<string, unknown>>;
type Operation = (ring: KeyRing, input: unknown, caller: Caller) => Answer;

const blob = (maximum: number) =>
  z
    .base64()
    .transform((text) => Buffer.from(text, "base64"))
    .refine(({ length }) => length >= 1, "Member must have length greater than or equal to 1")
    .refine(({ length }) => length <= maximum, `Member must have length less than or equal to ${maximum}`);
const keyId = z.string().min(1).max(2048);
const common = {
  EncryptionContext: z.record(z.string().min(1), z.string()).default({}),
  GrantTokens: z.array(z.never()).optional(),
};
const algorithm = { EncryptionAlgorithm: z.literal("SYMMETRIC_DEFAULT").optional() };
const encryptInput = z.strictObject({ KeyId: keyId, Plaintext: blob(4096), ...common, ...algorithm });
const decryptInput = z.strictObject({ KeyId: keyId.optional(), CiphertextBlob: blob(6144), ...common, ...algorithm });
const dataKeyInput = z
  .strictObject({
    KeyId: keyId,
    KeySpec: z.enum(["AES_256", "AES_128"]).optional(),
    NumberOfBytes: z.number().int().min(1).max(1024).optional(),
    ...common,
  })
  .refine(
    ({ KeySpec, NumberOfBytes }) => (KeySpec === undefined) !== (NumberOfBytes === undefined),
    "Please specify either number of bytes or key spec.",
  );
const signing = { SigningAlgorithm: z.literal("ECDSA_SHA_256"), GrantTokens: common.GrantTokens };
/** A digest made by the caller is refused: what is signed is always seen whole. */
const signInput = z.strictObject({
  KeyId: keyId,
  Message: blob(4096),
  MessageType: z.literal("RAW").optional(),
  ...signing,
});
const verifyInput = signInput.extend({ Signature: blob(6144) });
const keyInput = z.strictObject({ KeyId: keyId, GrantTokens: common.GrantTokens });

function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const member = issue?.path.map(String).join(".") ?? "";
  const where = member ? `Value at '${member.charAt(0).toLowerCase()}${member.slice(1)}' ` : "";
  throw new ServiceError("ValidationException", `1 validation error detected: ${where}${issue?.message}`);
}

function describe(ring: KeyRing, input: unknown, caller: Caller): Answer {
  const found = ring.find(parse(keyInput, input).KeyId);
  ring.authorize(found, { action: "kms:DescribeKey", caller });
  const { key } = found;
  const signs = key.spec === "ECC_NIST_P256";
  const usable = ring.isEnabled(key) ? "Enabled" : "Disabled";
  return {
    KeyMetadata: {
      AWSAccountId: key.arn.split(":")[4],
      KeyId: key.keyId,
      Arn: key.arn,
      CreationDate: ring.state(key).createdAt.getTime() / 1000,
      Enabled: ring.isEnabled(key),
      Description: key.description,
      KeyUsage: signs ? "SIGN_VERIFY" : "ENCRYPT_DECRYPT",
      KeyState: ring.hasMaterial(key) ? usable : "Unavailable",
      Origin: "AWS_KMS",
      KeyManager: "CUSTOMER",
      KeySpec: key.spec,
      CustomerMasterKeySpec: key.spec,
      ...(signs ? { SigningAlgorithms: ["ECDSA_SHA_256"] } : { EncryptionAlgorithms: ["SYMMETRIC_DEFAULT"] }),
      MultiRegion: false,
    },
  };
}

function enabling(action: string, enabled: boolean): Operation {
  return (ring, input, caller) => {
    const found = ring.find(parse(keyInput, input).KeyId);
    ring.authorize(found, { action, caller });
    ring.setEnabled(found.key, enabled);
    return {};
  };
}

/** Each operation of the local KMS as it is on the wire (AWS JSON 1.1). */
export const wireOperations: Readonly<Record<string, Operation>> = {
  Encrypt(ring, input, caller) {
    const { KeyId, Plaintext, EncryptionContext } = parse(encryptInput, input);
    const { keyArn, ciphertext } = encrypt(ring, KeyId, Plaintext, { caller, encryptionContext: EncryptionContext });
    const CiphertextBlob = ciphertext.toString("base64");
    return { KeyId: keyArn, CiphertextBlob, EncryptionAlgorithm: "SYMMETRIC_DEFAULT" };
  },
  Decrypt(ring, input, caller) {
    const { KeyId, CiphertextBlob, EncryptionContext } = parse(decryptInput, input);
    const opened = decrypt(ring, CiphertextBlob, KeyId, { caller, encryptionContext: EncryptionContext });
    const Plaintext = opened.plaintext.toString("base64");
    return { KeyId: opened.keyArn, Plaintext, EncryptionAlgorithm: "SYMMETRIC_DEFAULT" };
  },
  GenerateDataKey(ring, input, caller) {
    const { KeyId, KeySpec, NumberOfBytes, EncryptionContext } = parse(dataKeyInput, input);
    const bytes = NumberOfBytes ?? (KeySpec === "AES_128" ? 16 : 32);
    const made = generateDataKey(ring, KeyId, bytes, { caller, encryptionContext: EncryptionContext });
    const [CiphertextBlob, Plaintext] = [made.ciphertext.toString("base64"), made.plaintext.toString("base64")];
    return { KeyId: made.keyArn, CiphertextBlob, Plaintext };
  },
  Sign(ring, input, caller) {
    const { KeyId, Message, SigningAlgorithm } = parse(signInput, input);
    const { keyArn, signature } = sign(ring, KeyId, Message, caller);
    return { KeyId: keyArn, Signature: signature.toString("base64"), SigningAlgorithm };
  },
  Verify(ring, input, caller) {
    const { KeyId, Message, Signature, SigningAlgorithm } = parse(verifyInput, input);
    return {
      KeyId: verify(ring, KeyId, { message: Message, signature: Signature }, caller),
      SignatureValid: true,
      SigningAlgorithm,
    };
  },
  GetPublicKey(ring, input, caller) {
    const { keyArn, spki } = publicKeyOf(ring, parse(keyInput, input).KeyId, caller);
    return {
      KeyId: keyArn,
      PublicKey: spki.toString("base64"),
      KeySpec: "ECC_NIST_P256",
      CustomerMasterKeySpec: "ECC_NIST_P256",
      KeyUsage: "SIGN_VERIFY",
      SigningAlgorithms: ["ECDSA_SHA_256"],
    };
  },
  DescribeKey: describe,
  EnableKey: enabling("kms:EnableKey", true),
  DisableKey: enabling("kms:DisableKey", false),
};
