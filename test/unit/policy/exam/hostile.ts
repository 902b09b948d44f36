/** Messages by what is done in them to hide a card number. */
export type Hostile = Readonly<Record<string, Buffer>>;

/** A number that every reader of the message would see. */
export const card = "4111 1111 1111 1111";
export const text = `please charge ${card} today`;
export const head = ["From: alice@company.example", "Subject: order", "MIME-Version: 1.0"];

/** Base64 in one line. */
export function base64(value: string | Buffer): string {
  return Buffer.from(value).toString("base64");
}
