import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { crc32 } from "node:zlib";
import { aReader } from "../support/a-reader.ts";
import { type ASealgate, aSealgate, gatewayDomain } from "../support/a-sealgate.ts";
import { bodyOf } from "../support/header-lines.ts";

const megabyte = 1_048_576;
const limit = 40 * megabyte;
const digest = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

/** A picture in one chunk of noise: its format is beyond doubt, whatever the noise says. */
function aPicture(size: number): Buffer {
  const noise = randomBytes(size - 8 - 25 - 12 - 12);
  const header = Buffer.from("00000001000000010806000000", "hex");
  const signature = Buffer.from("89504e470d0a1a0a", "hex");
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", noise), chunk("IEND", Buffer.alloc(0))]);
}

/** A chunk of a PNG file: length, type, data, checksum (RFC 2083 section 3.2). */
function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

function base64Lines(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString("base64").replace(/.{76}/g, "$&\r\n"));
}

/** A message of its own to somebody, of exactly `size` bytes as SMTP counts them, with these files and text. */
function aLargeMail(size: number, to: string, subject: string, text: string, files: readonly Buffer[]): Buffer {
  const head = [
    "From: Anna <anna@company.example>",
    `To: ${to}@partner.example`,
    `Subject: ${subject}`,
    `Message-ID: <${to}@company.example>`,
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="large"',
    "",
    "--large",
    "Content-Type: text/plain",
    "",
    text,
    "",
  ].join("\r\n");
  const parts = files.flatMap((file, index) => [
    Buffer.from(
      `\r\n--large\r\nContent-Type: image/png; name="${index}.png"\r\nContent-Disposition: attachment; filename="${index}.png"\r\nContent-Transfer-Encoding: base64\r\n\r\n`,
    ),
    base64Lines(file),
  ]);
  const end = Buffer.from("\r\n--large--\r\n");
  const fixed = Buffer.byteLength(head) + parts.reduce((sum, part) => sum + part.length, 0) + end.length;
  const line = "nothing to see on this line of text\r\n";
  const filler = line.repeat(Math.ceil((size - fixed) / line.length)).slice(0, size - fixed - 2);
  return Buffer.concat([Buffer.from(head), Buffer.from(`${filler}\r\n`), ...parts, end]);
}

describe("the largest mail through the whole gateway", () => {
  let sealgate: ASealgate;
  before(async () => {
    sealgate = await aSealgate();
  });
  after(() => sealgate.close());
  const files = [aPicture(12 * megabyte), aPicture(13 * megabyte)];

  it("seals 40 MB with 25 MB of attachments, and gives the attachments back byte for byte", async () => {
    const secretLine = sealgate.proof.length;
    const raw = aLargeMail(limit - secretLine, "large", "Large and sealed", "Card 4111 1111 1111 1111", files);
    await sealgate.send(raw, { to: [`large=partner.example@${gatewayDomain}`] });
    const notice = await sealgate.mailTo("large@partner.example");
    const reader = await aReader(sealgate.cloud.webPort, notice);
    assert.match(reader.page, /Large and sealed/);
    for (const [index, file] of files.entries()) {
      const answer = await reader.get(`${reader.path}/attachments/${index}`);
      assert.equal(answer.status, 200);
      assert.equal(answer.body.length, file.length);
      assert.equal(digest(answer.body), digest(file));
    }
    const { message } = await sealgate.tracked(
      ({ message: { subject, state } }) => subject === "Large and sealed" && state === "final",
    );
    assert.ok(message.size >= limit);
  });

  it("sends 40 MB in clear, byte for byte", async () => {
    // What SES puts on top when it takes a mail counts when it sends it: some room is needed.
    const raw = aLargeMail(limit - 4096, "clear", "Large and clear", "Nothing special", files);
    await sealgate.send(raw, { to: [`clear=partner.example@${gatewayDomain}`] });
    const sent = await sealgate.rawTo("clear@partner.example");
    assert.equal(digest(bodyOf(sent)), digest(bodyOf(raw)));
    await sealgate.tracked(
      ({ message, recipients }) => message.subject === "Large and clear" && recipients[0]?.state === "delivered",
    );
  });

  it("seals what only SES's own lines make too large to send", async () => {
    const raw = aLargeMail(limit - sealgate.proof.length, "hair", "Too large by a hair", "Nothing special", files);
    await sealgate.send(raw, { to: [`hair=partner.example@${gatewayDomain}`] });
    const notice = await sealgate.mailTo("hair@partner.example");
    assert.match(notice.text, /Activation password/);
    await sealgate.mailTo("anna@company.example", /encrypted: Too large by a hair/);
  });

  it("refuses one byte more with 552, and keeps nothing of it", async () => {
    const raw = aLargeMail(limit + 1 - sealgate.proof.length, "none", "Too large", "Nothing special", []);
    const refused = sealgate.send(raw, { to: [`none=partner.example@${gatewayDomain}`] });
    await assert.rejects(refused, { responseCode: 552 });
    const { messages } = await sealgate.tracking.list({ limit: 50 });
    assert.ok(messages.every(({ message }) => message.subject !== "Too large"));
  });
});
