import { simpleParser } from "mailparser";

/** A mail as a person sees it. */
export type MailView = {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Undefined when the mail has no HTML part. */
  readonly html?: string;
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly size: number }[];
  /** Every web address in the text and in the HTML's links, once. */
  readonly links: readonly string[];
};

/** Reads a mail for looking at; embedded images become data URLs. */
export async function viewOf(raw: Buffer): Promise<MailView> {
  const parsed = await simpleParser(raw, { skipTextToHtml: true });
  const html = typeof parsed.html === "string" ? parsed.html : undefined;
  const text = parsed.text ?? "";
  const to = [parsed.to ?? []].flat().map((one) => one.text);
  return {
    from: parsed.from?.text ?? "",
    to: to.join(", "),
    subject: parsed.subject ?? "",
    text,
    ...(html !== undefined && { html }),
    attachments: parsed.attachments
      .filter(({ related }) => !related)
      .map(({ filename, contentType, size }) => ({ name: filename ?? "unnamed", type: contentType, size })),
    links: [...new Set([...linksIn(text), ...hrefsIn(html ?? "")])],
  };
}

/** A web address in text; the sentence's own punctuation behind it does not belong to it. */
export const webAddress = /(https?:\/\/[^\s<>"')\]]*[^\s<>"')\].,;:!?])/;

const linksIn = (text: string): readonly string[] => text.match(new RegExp(webAddress, "g")) ?? [];

function hrefsIn(html: string): readonly string[] {
  const hrefs = [...html.matchAll(/href\s*=\s*(?:"(https?:[^"]*)"|'(https?:[^']*)')/gi)];
  return hrefs.map(([, double, single]) => (double ?? single ?? "").replace(/&amp;/g, "&"));
}
