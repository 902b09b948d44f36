import type { SMTPServerDataStream, SMTPServerSession } from "smtp-server";
import { receivedMessageId } from "./receive.ts";
import type { Transaction } from "./verdicts.ts";

/** A refusal as the client reads it. */
export type Refusal = Error & { responseCode: number };

/** Makes one. */
export const refusal = (responseCode: number, message: string): Refusal =>
  Object.assign(new Error(message), { responseCode });

/** The whole message, or nothing when it is too large; it is read to its end either way. */
export async function collect(stream: SMTPServerDataStream): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk);
  return stream.sizeExceeded ? undefined : Buffer.concat(chunks);
}

/** Who delivers what to whom. */
export function transactionOf(
  { remoteAddress, hostNameAppearsAs, envelope }: SMTPServerSession,
  receivedAt: Date,
): Transaction {
  const ip = remoteAddress.replace(/^::ffff:/i, "");
  return {
    messageId: receivedMessageId(),
    ip,
    hostname: ip === "127.0.0.1" ? "localhost" : "unknown",
    helo: hostNameAppearsAs || "unknown",
    sender: envelope.mailFrom ? envelope.mailFrom.address : "",
    recipients: envelope.rcptTo.map(({ address }) => address),
    receivedAt,
  };
}
