import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { csvCells } from "../../../src/mail/csv-cells.ts";
import { htmlText } from "../../../src/mail/html-text.ts";
import { CELL, ROW } from "../../../src/mail/text-views.ts";

describe("text of html as seen", () => {
  it("leaves no gap for tags inside words and ends lines at blocks", () => {
    assert.equal(htmlText("<p>ab<b>cd</b></p><div>ef</div>").seen, "\nabcd\n\nef\n");
  });

  it("divides the cells and rows of tables", () => {
    const { seen } = htmlText("<table><tr><td>1</td><td>2</td></tr></table>");
    assert.deepEqual(
      seen
        .split(ROW)
        .join("")
        .split(CELL)
        .filter((cell) => cell !== ""),
      ["1", "2"],
    );
  });

  it("leaves out what is hidden, which then has a view of its own", () => {
    const { seen, hidden } = htmlText('a<i style="display:none">b</i><!-- c --><script>d</script>e');
    assert.equal(seen, "ae");
    for (const text of ["b", "c", "d"]) assert.ok(hidden?.includes(text));
  });

  it("reads what is hidden together with what stands around it, and does not repeat the rest of a long page", () => {
    const lines = Array.from({ length: 4_000 }, (_, line) => `<p>line ${line} of the page</p>`);
    lines[2_000] = "<p>4111 1111 <i hidden>1111 </i>1111 <!-- 22<b>33</b> --></p>";
    const { hidden } = htmlText(`<!doctype html><html><body>${lines.join("\r\n")}</body></html>`);
    for (const text of ["4111 1111 1111 1111", "2233", "line 1990 of", "line 2010 of"])
      assert.ok(hidden?.includes(text), text);
    for (const text of ["line 1 of", "line 3999 of"]) assert.ok(!hidden?.includes(text), text);
  });

  it("has no hidden view where nothing is hidden", () => {
    assert.equal(htmlText("<p>a</p>").hidden, null);
  });

  it("decodes entities", () => {
    assert.equal(htmlText("&#52;&#x31;&amp;&eacute;").seen, "41&é");
    assert.equal(htmlText(`&#${"0".repeat(60)}52;1&ampx&notit;&nothing`).seen, "41&x¬it;¬hing");
    assert.ok(
      htmlText('<i class="&#104;">b</i><style>.h{display:none}</style><i class="&#104;">c</i>').hidden?.includes("c"),
    );
  });

  it("decodes references wherever they stand in a long page", () => {
    const text = `${"x".repeat(5_000)}&#52;&eacute;`;
    for (let pad = 0; pad < 12; pad += 1)
      assert.equal(
        htmlText(`${"-".repeat(pad)}<b>${text.repeat(8)}</b>`).seen.slice(pad),
        `${"x".repeat(5_000)}4é`.repeat(8),
      );
  });
});

describe("cells of a delimited table", () => {
  const cases: [string, string, string[][]][] = [
    [
      "commas",
      "a,b\r\nc,d",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    ["semicolons", "a;b,x;c\n", [["a", "b,x", "c"], [""]]],
    ["tabs", "a\tb", [["a", "b"]]],
    ["quoted delimiters and line ends", 'a,"b,\nb",c', [["a", "b,\nb", "c"]]],
    ["a quote that never ends", 'a,"b', [["a", "b"]]],
  ];
  for (const [name, text, wanted] of cases) {
    it(`are divided by ${name}`, () => {
      const rows = csvCells(text)
        .split(ROW)
        .map((row) => row.replace(/\r$/, "").split(CELL));
      assert.deepEqual(rows, wanted);
    });
  }
});
