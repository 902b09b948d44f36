import { createHash, randomBytes } from "node:crypto";
import type { Transaction, Verdicts } from "./verdicts.ts";

/** The headers SES puts before a message it stores, in its order and shape. */
export function prependedHeaders(
  transaction: Transaction,
  verdicts: Verdicts,
  options: { readonly scanned: boolean; readonly region: string; readonly raw: Buffer; readonly host?: string },
): string {
  const { spf, dkim, dmarc } = verdicts;
  const lines = [
    `Return-Path: <${transaction.sender}>`,
    ...received(transaction, options.host ?? `inbound-smtp.${options.region}.amazonaws.com`),
    ...(options.scanned ? [`X-SES-Spam-Verdict: ${verdicts.spam}`, `X-SES-Virus-Verdict: ${verdicts.virus}`] : []),
    `Received-SPF: ${spf.result} ${spf.text}`,
    "Authentication-Results: amazonses.com;",
    ` spf=${spf.result} ${spf.text}`,
    ...(dkim.length === 0 ? [" dkim=none;"] : dkim.map(({ result, domain }) => ` dkim=${result} header.i=@${domain};`)),
    ` dmarc=${dmarc.result} header.from=${dmarc.domain};`,
    `X-SES-RECEIPT: ${randomBytes(240).toString("base64")}`,
    signature(options.raw, transaction.receivedAt),
  ];
  return lines.map((line) => `${line}\r\n`).join("");
}

/** One recipient is named; more are not, so that nobody learns of a Bcc. */
function received({ helo, hostname, ip, messageId, recipients, receivedAt }: Transaction, host: string): string[] {
  const at = receivedAt.toUTCString().replace("GMT", "+0000 (UTC)");
  const by = ` by ${host} with SMTP id ${messageId}`;
  const [only] = recipients;
  const from = `Received: from ${helo} (${hostname} [${ip}])`;
  return recipients.length === 1 ? [from, by, ` for ${only};`, ` ${at}`] : [from, `${by};`, ` ${at}`];
}

/** Of SES's shape; its signature is a stand-in, since SES's key is not ours. */
function signature(raw: Buffer, at: Date): string {
  const body = createHash("sha256").update(raw).digest("base64");
  const fields = "From:To:Cc:Bcc:Subject:Date:Message-ID:MIME-Version:Content-Type:X-SES-RECEIPT";
  return `X-SES-DKIM-SIGNATURE: a=rsa-sha256; q=dns/txt; b=${randomBytes(128).toString("base64")}; c=relaxed/simple; s=local; d=amazonses.com; t=${Math.floor(at.getTime() / 1000)}; v=1; bh=${body}; h=${fields};`;
}
