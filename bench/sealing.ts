import { createCipheriv, randomBytes } from "node:crypto";
import { encryptionSdkSealer } from "../src/aws/encryption-sdk-sealer.ts";
import { sealMessage } from "../src/gateway/seal-message.ts";
import { atLeast, atMost, type Report } from "./benchmark.ts";
import { plainText } from "./corpus/messages.ts";
import { seeded } from "./corpus/random.ts";
import { compare, ms } from "./measure.ts";
import { memoryPorts } from "./memory-ports.ts";

const MEGABYTE = 1_048_576;

/** What sealing costs, beside the cipher alone. */
export async function sealing(): Promise<Report> {
  const raw = plainText(seeded(3), 5_000, "");
  const large = randomBytes(16 * MEGABYTE);
  await assertOpens(large.subarray(0, MEGABYTE));
  const [message = 0] = await compare([{ run: () => sealMessage(memoryPorts(), "id", raw, ["bob"]) }]);
  const key = encryptionSdkSealer.newContentKey();
  const context = { messageId: "id", part: "message.eml" };
  const [ours = 0, openssl = 0] = await compare([
    { run: () => encryptionSdkSealer.seal(key, context, large) },
    { run: () => cipherAlone(large) },
  ]);
  return {
    title: "Sealing",
    notes: [
      "A message is sealed whole (message and view) for one recipient with stores in memory; the cipher alone is OpenSSL's AES-256-GCM in one call.",
    ],
    rows: [
      atMost("5 KB message", message, 2.5, "ms"),
      atLeast("16 MB against the cipher alone", openssl / ours, 0.06, `${ms(ours)} against ${ms(openssl)}`),
    ],
  };
}

function cipherAlone(plain: Buffer): number {
  const cipher = createCipheriv("aes-256-gcm", randomBytes(32), randomBytes(12));
  return cipher.update(plain).length + cipher.final().length;
}

async function assertOpens(plain: Buffer): Promise<void> {
  const key = encryptionSdkSealer.newContentKey();
  const context = { messageId: "id", part: "message.eml" };
  const opened = await encryptionSdkSealer.open(key, context, await encryptionSdkSealer.seal(key, context, plain));
  if (!opened.equals(plain)) throw new Error("what was sealed does not open");
}
