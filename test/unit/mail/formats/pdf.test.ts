import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { aPdf, onePage, textAt } from "../../../support/formats/a-pdf.ts";
import { aZip } from "../../../support/formats/a-zip.ts";
import { aDocx, aParagraph } from "../../../support/formats/an-office-file.ts";
import { holds, seenIn } from "./attached.ts";

const card = "4111 1111 1111 1111";
const file = { entries: "/Type/EmbeddedFile", data: aDocx(aParagraph("4111 1111", " 1111 1111")) };
const specification = "<</Type/Filespec/F(a.docx)/UF(a.docx)/EF<</F 8 0 R>>>>";

describe("a PDF", () => {
  const pages: Record<string, Buffer> = {
    "drawn in one piece": aPdf(onePage(textAt(50, 700, card))),
    "drawn in pieces": aPdf(onePage(textAt(50, 700, "4111 11") + textAt(90, 700, "11 1111 1111"))),
    "drawn in another order": aPdf(
      onePage(textAt(110, 700, " 1111 1111") + textAt(50, 500, "other") + textAt(50, 700, "4111 1111")),
    ),
    "in a remark": aPdf({
      ...onePage(textAt(50, 700, "x"), "/Annots[6 0 R]"),
      6: `<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(${card})>>`,
    }),
    "in a form's field": aPdf({
      ...onePage(textAt(50, 700, "x"), "/Annots[6 0 R]", "/AcroForm<</Fields[6 0 R]>>"),
      6: `<</Type/Annot/Subtype/Widget/FT/Tx/T(card)/V(${card})/Rect[0 0 99 9]>>`,
    }),
    "in the target of a link": aPdf({
      ...onePage(textAt(50, 700, "x"), "/Annots[6 0 R]"),
      6: `<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://x.example/?card=${card.replaceAll(" ", "-")})>>>>`,
    }),
    "in the XML of a form": aPdf({
      ...onePage(textAt(50, 700, "x"), "", "/AcroForm<</XFA 6 0 R/Fields[]>>"),
      6: { entries: "", data: `<xdp:xdp><f>${card}</f></xdp:xdp>` },
    }),
    "in an attached file": aPdf({
      ...onePage(textAt(50, 700, "x"), "", "/Names<</EmbeddedFiles<</Names[(a.docx) 7 0 R]>>>>"),
      7: specification,
      8: file,
    }),
    "in a file pinned to the page": aPdf({
      ...onePage(textAt(50, 700, "x"), "/Annots[6 0 R]"),
      6: "<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS 7 0 R>>",
      7: specification,
      8: file,
    }),
    "in a form drawn on the page": aPdf({
      ...onePage("/X Do"),
      3: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</X 6 0 R>>>>>>",
      6: {
        entries: "/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>>>",
        data: textAt(50, 700, card),
      },
    }),
    "behind other bytes": Buffer.concat([Buffer.from("\r\n\r\nnoise\r\n"), aPdf(onePage(textAt(50, 700, card)))]),
    "with streams as they are": aPdf(onePage(textAt(50, 700, card)), false),
  };
  for (const [name, bytes] of Object.entries(pages)) {
    it(`shows a number ${name}`, async () => {
      const { texts, findings } = await seenIn("a.pdf", bytes, "application/pdf");
      assert.ok(holds(texts, /4111[- ]1111[- ]1111[- ]1111/), JSON.stringify(texts));
      assert.deepEqual(findings, []);
    });
  }

  it("never joins two columns", async () => {
    const { texts } = await seenIn("a.pdf", aPdf(onePage(textAt(50, 700, "41111111") + textAt(300, 700, "11111111"))));
    assert.ok(!holds(texts, /41111111[ \n]*11111111/), JSON.stringify(texts));
  });

  it("without any text says so and does not close", async () => {
    assert.deepEqual((await seenIn("a.pdf", aPdf(onePage("0 0 100 100 re f")))).findings, ["no-text application/pdf"]);
  });

  it("is corrupt when it cannot be parsed", async () => {
    assert.deepEqual((await seenIn("a.pdf", Buffer.from("%PDF-1.7\nnothing"))).findings, ["corrupt application/pdf"]);
  });

  it("is read although an archive stands behind it, and the archive too", async () => {
    const bytes = aZip([{ name: "b.txt", bytes: "zebra" }], { before: aPdf(onePage(textAt(50, 700, card))) });
    const { texts } = await seenIn("a.pdf", bytes);
    assert.ok(holds(texts, card));
    assert.ok(holds(texts, "zebra"));
  });

  it("that unpacks to too much is not interpreted", async () => {
    const { findings } = await seenIn("a.pdf", aPdf(onePage(" ".repeat(70_000_000))));
    assert.deepEqual(findings, ["scan-incomplete pdf-streams"]);
  });

  it("whose forms draw each other over and over is not interpreted", async () => {
    const levels = Array.from({ length: 12 }, (_, level) => [
      6 + level,
      {
        entries: `/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X ${7 + level} 0 R>>>>`,
        data: "/X Do ".repeat(10),
      },
    ]);
    const { findings } = await seenIn(
      "a.pdf",
      aPdf({
        ...onePage("/X Do"),
        3: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</X 6 0 R>>>>>>",
        ...Object.fromEntries(levels),
        18: { entries: "/Type/XObject/Subtype/Form/BBox[0 0 9 9]", data: "q Q" },
      }),
    );
    assert.deepEqual(findings, ["scan-incomplete pdf-forms"]);
  });
});
