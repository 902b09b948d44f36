import MimeNode from "nodemailer/lib/mime-node/index.js";
import { HeaderValueError } from "./edit-headers.ts";
import { decodeHeaderBytes, parseHeaderBlock } from "./header-block.ts";
import { readLimits } from "./limits.ts";

/** What a report says of one recipient. */
export type ReportedRecipient = {
  readonly address: string;
  readonly action: "failed" | "delayed";
  /** Enhanced status code, e.g. "5.7.1". */
  readonly status: string;
  readonly diagnostic: string;
};

/** A delivery status notification to be built. */
export type Report = {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly reportingDomain: string;
  readonly date: Date;
  readonly messageId?: string;
  readonly recipients: readonly ReportedRecipient[];
  /** The message reported on; only its header section is enclosed. */
  readonly original: Buffer;
};

/** Builds an RFC 3464 report with the original's header section; line breaks in values are refused. */
export async function buildReport(report: Report): Promise<Buffer> {
  refuseLineBreaks(report);
  const root = new MimeNode("multipart/report; report-type=delivery-status", { newline: "windows" });
  root.setHeader({
    From: report.from,
    To: report.to,
    Subject: report.subject,
    Date: report.date.toUTCString().replace("GMT", "+0000"),
    "Auto-Submitted": "auto-replied",
  });
  if (report.messageId !== undefined) root.setHeader("Message-ID", report.messageId);
  root.createChild("text/plain; charset=utf-8").setContent(report.text);
  root.createChild("message/delivery-status").setContent(statusFields(report));
  root.createChild("text/rfc822-headers").setContent(originalHeaders(report.original));
  return root.build();
}

function statusFields({ reportingDomain, date, recipients }: Report): string {
  const head = [
    `Reporting-MTA: dns; ${reportingDomain}`,
    `Arrival-Date: ${date.toUTCString().replace("GMT", "+0000")}`,
  ];
  const groups = recipients.map(({ address, action, status, diagnostic }) =>
    [
      `Final-Recipient: rfc822; ${address}`,
      `Action: ${action}`,
      `Status: ${status}`,
      `Diagnostic-Code: ${/^\d{3}/.test(diagnostic) ? "smtp" : "x-sealgate"}; ${diagnostic}`,
    ].join("\r\n"),
  );
  return `${[head.join("\r\n"), ...groups].join("\r\n\r\n")}\r\n`;
}

function originalHeaders(original: Buffer): string {
  const { fields } = parseHeaderBlock(original, 0, original.length, readLimits);
  const kept = fields.filter(({ name }) => name !== "bcc" && name !== "x-gm-original-to" && !name.startsWith("x-ses-"));
  return kept
    .map(({ start, end }) => decodeHeaderBytes(original.toString("latin1", start, Math.min(end, start + 4_000))))
    .join("\r\n")
    .concat("\r\n");
}

function refuseLineBreaks({ recipients, text: _text, original: _original, date: _date, ...values }: Report): void {
  const all = [...Object.values(values), ...recipients.flatMap((recipient) => Object.values(recipient))];
  if (all.some((value) => /[\r\n\0]/.test(value ?? ""))) throw new HeaderValueError("line break in a report's value");
}
