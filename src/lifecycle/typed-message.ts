import { encodeHeaderText } from "../mail/encoded-words.ts";

/** What somebody typed to try it. */
export type TypedMessage = {
  readonly subject?: string | undefined;
  readonly text?: string | undefined;
  readonly from?: string | undefined;
  readonly to: readonly string[];
  readonly at: Date;
};

/** A plain message of typed words, as a mail client would write it. */
export function typedMessage({ subject = "", text = "", from, to, at }: TypedMessage): Buffer {
  const head = [
    ...(from === undefined ? [] : [`From: <${from}>`]),
    ...(to.length === 0 ? [] : [`To: ${to.map((address) => `<${address}>`).join(", ")}`]),
    `Subject: ${encodeHeaderText(subject.replace(/[\r\n]+/g, " "))}`,
    `Date: ${at.toUTCString().replace("GMT", "+0000")}`,
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: 8bit",
  ];
  return Buffer.from(`${head.join("\r\n")}\r\n\r\n${text.replace(/\r?\n/g, "\r\n")}\r\n`, "utf8");
}
