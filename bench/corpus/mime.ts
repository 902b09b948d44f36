const base64Line = 76;

/** Header fields and a body as bytes of a message or part. */
export function entity(fields: Readonly<Record<string, string>>, body: Buffer | string): Buffer {
  const head = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`${head.join("")}\r\n`), Buffer.from(body)]);
}

/** A multipart entity. */
export function multipart(
  type: string,
  boundary: string,
  parts: readonly Buffer[],
  fields: Readonly<Record<string, string>> = {},
): Buffer {
  const pieces = parts.flatMap((part) => [Buffer.from(`--${boundary}\r\n`), part, Buffer.from("\r\n")]);
  const head = { ...fields, "Content-Type": `multipart/${type}; boundary="${boundary}"` };
  return entity(head, Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]));
}

/** A plain text part. */
export function textPart(text: string, type = "text/plain"): Buffer {
  return entity({ "Content-Type": `${type}; charset=utf-8`, "Content-Transfer-Encoding": "7bit" }, text);
}

/** A text part in quoted-printable with soft line breaks, as clients write html. */
export function quotedPart(text: string, type: string): Buffer {
  const fields = { "Content-Type": `${type}; charset=utf-8`, "Content-Transfer-Encoding": "quoted-printable" };
  const lines = text.split("\r\n").map((line) => quoteLine(line));
  return entity(fields, lines.join("\r\n"));
}

function quoteLine(line: string): string {
  const quoted = line.replaceAll("=", "=3D");
  const pieces: string[] = [];
  for (let at = 0; at < quoted.length || at === 0; ) {
    let end = Math.min(at + 72, quoted.length);
    const mark = quoted.lastIndexOf("=", end - 1);
    if (end < quoted.length && mark > end - 3 && mark > at) end = mark;
    pieces.push(quoted.slice(at, end));
    at = end;
    if (at >= quoted.length) break;
  }
  return pieces.join("=\r\n");
}

/** An attachment in base64 lines. */
export function attachment(name: string, type: string, content: Buffer): Buffer {
  const fields = {
    "Content-Type": `${type}; name="${name}"`,
    "Content-Disposition": `attachment; filename="${name}"`,
    "Content-Transfer-Encoding": "base64",
  };
  return entity(fields, wrapped(content.toString("base64")));
}

function wrapped(text: string): string {
  const lines: string[] = [];
  for (let at = 0; at < text.length; at += base64Line) lines.push(text.slice(at, at + base64Line));
  return lines.join("\r\n");
}

/** Fields of a message from the company to a partner. */
export function envelopeFields(subject: string): Record<string, string> {
  return {
    From: "Anna Berger <anna.berger@company.example>",
    To: "Bob <bob@partner.example>",
    Subject: subject,
    Date: "Sun, 22 Nov 2026 10:00:00 +0000",
    "Message-ID": "<4711@company.example>",
    "MIME-Version": "1.0",
  };
}
