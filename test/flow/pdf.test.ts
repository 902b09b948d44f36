import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type ASealgate, aSealgate } from "../support/a-sealgate.ts";
import { aPdf, onePage, textAt } from "../support/formats/a-pdf.ts";

/** A message of the company to bob@partner.example with a PDF that says this. */
function withPdf(subject: string, words: string): string {
  const pdf = aPdf(onePage(textAt(50, 700, words)));
  return [
    "From: Anna Berg <anna@company.example>",
    "To: bob@partner.example",
    `Subject: ${subject}`,
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="b"',
    "",
    "--b",
    "Content-Type: text/plain",
    "",
    "Please see the file.",
    "--b",
    'Content-Type: application/pdf; name="a.pdf"',
    'Content-Disposition: attachment; filename="a.pdf"',
    "Content-Transfer-Encoding: base64",
    "",
    pdf.toString("base64").replace(/.{76}/g, "$&\r\n"),
    "--b--",
    "",
  ].join("\r\n");
}

describe("a PDF on its way through the whole gateway", () => {
  let sealgate: ASealgate;
  before(async () => {
    sealgate = await aSealgate();
  });
  after(() => sealgate.close());
  const settled = async (subject: string, state: string) => {
    const { recipients } = await sealgate.tracked(
      ({ message, recipients: all }) => message.subject === subject && all[0]?.state === state,
    );
    return recipients[0]?.policyId;
  };

  it("is read by the function's own process: a card number in it is sealed, other words are sent", async () => {
    await sealgate.send(withPdf("With a card", "card 4111 1111 1111 1111"));
    assert.equal(await settled("With a card", "sealed"), "payment-cards");
    await sealgate.send(withPdf("Without", "nothing of interest"));
    assert.equal(await settled("Without", "delivered"), undefined);
  });
});
