import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { constants, crc32, deflateRawSync, gzipSync, zstdCompressSync } from "node:zlib";
import { aTar, paxRecord } from "../../../support/formats/a-tar.ts";
import { aZip, type ZipMember } from "../../../support/formats/a-zip.ts";
import { aMail } from "../a-mail.ts";
import { holds, seenIn } from "./attached.ts";

const card = "4111 1111 1111 1111";
const note: ZipMember = { name: "note.txt", bytes: `card ${card}` };

describe("a zip file", () => {
  const harmless: Record<string, Buffer> = {
    deflated: aZip([note]),
    stored: aZip([{ ...note, stored: true }]),
    "with sizes behind the data": aZip([
      { ...note, streamed: true },
      { name: "b.txt", bytes: "b" },
    ]),
    "in its 64-bit form": aZip([note], { wide: true }),
    "with what a Mac adds": aZip([
      note,
      { name: "__MACOSX/._note.txt", bytes: Buffer.from("0005160700020000ff00ff0180", "hex") },
      { name: ".DS_Store", bytes: Buffer.from("00000001427564310000100000ff0880", "hex") },
    ]),
    "with a comment": aZip([note], { comment: "made by hand" }),
    "with a folder": aZip([
      { name: "dir/", bytes: "", stored: true },
      { ...note, name: "dir/note.txt" },
    ]),
    "in a zip file": aZip([{ name: "b.zip", bytes: aZip([note]) }]),
    "in a tar file in a gzip file": gzipSync(aTar([{ name: "b.zip", bytes: aZip([note]) }])),
    "with a member packed by Zstandard": aZip([
      { ...note, method: 93, deflated: zstdCompressSync(Buffer.from(note.bytes)) },
    ]),
    "behind a picture": aZip([note], { before: Buffer.from("ffd8ffe000104a46494600010100000100010000ffd9", "hex") }),
  };
  for (const [name, bytes] of Object.entries(harmless)) {
    it(`is read without a finding that closes: ${name}`, async () => {
      const { texts, findings } = await seenIn("a.zip", bytes);
      assert.ok(holds(texts, card));
      assert.deepEqual(
        findings.filter((one) => !one.startsWith("no-text")),
        [],
      );
    });
  }

  const ambiguous: Record<string, Buffer> = {
    "when a member is missing in the directory": aZip([
      { name: "a.txt", bytes: "a" },
      { ...note, hidden: true },
    ]),
    "when the two names of a member differ": aZip([{ ...note, localName: "other.txt" }]),
    "when a second directory follows in its comment": Buffer.concat([
      aZip([note], { comment: "x".repeat(114) }).subarray(0, -114),
      aZip([{ name: "b.txt", bytes: "bbb" }]),
    ]),
  };
  for (const [name, bytes] of Object.entries(ambiguous)) {
    it(`is ambiguous and read whole ${name}`, async () => {
      const { texts, findings } = await seenIn("a.zip", bytes);
      assert.ok(
        findings.some((one) => one.startsWith("ambiguous zip")),
        JSON.stringify(findings),
      );
      assert.ok(holds(texts, card));
    });
  }

  it("is ambiguous when a member holds more than its stated size", async () => {
    assert.ok((await seenIn("a.zip", aZip([{ ...note, statedSize: 3 }]))).findings.includes("ambiguous zip-size"));
  });

  it("gives the names of its members in every charset they could have", async () => {
    const extra = Buffer.alloc(9 + Buffer.byteLength("größe.txt"));
    extra.writeUInt16LE(0x7075, 0);
    extra.writeUInt16LE(extra.length - 4, 2);
    extra[4] = 1;
    extra.writeUInt32LE(crc32(Buffer.from("gr.txt")), 5);
    extra.write("größe.txt", 9);
    const named = async (member: Partial<ZipMember>) => (await seenIn("a.zip", aZip([{ ...note, ...member }]))).names;
    assert.ok((await named({ name: "größe.txt" })).includes("größe.txt"));
    assert.ok((await named({ name: Buffer.from("gr\x94\xe1e.txt", "latin1") })).includes("größe.txt"));
    assert.ok((await named({ name: "gr.txt", extra })).includes("größe.txt"));
  });

  it("closes for a locked member and still reads the others and its name", async () => {
    const { texts, names, findings } = await seenIn(
      "a.zip",
      aZip([note, { name: "secret.txt", bytes: "x", flags: 1 }]),
    );
    assert.deepEqual(findings, ["encrypted zip-member"]);
    assert.ok(holds(texts, card));
    assert.ok(names.includes("secret.txt"));
  });

  it("closes for a method that is not understood", async () => {
    assert.deepEqual((await seenIn("a.zip", aZip([{ ...note, method: 12 }]))).findings, ["unreadable zip-method-12"]);
  });

  it("is corrupt, and read as far as it goes, when it breaks off", async () => {
    const whole = aZip([note, { name: "b.bin", bytes: Buffer.alloc(2_000, 7), stored: true }]);
    const { texts, findings } = await seenIn("a.zip", whole.subarray(0, 600));
    assert.ok(holds(texts, card));
    assert.ok(findings.includes("corrupt zip-directory"));
  });

  it("is searched in its comments and between its members", async () => {
    assert.ok(holds((await seenIn("a.zip", aZip([{ name: "a.txt", bytes: "a" }], { comment: card }))).texts, card));
  });

  it("is found behind a text and behind a program", async () => {
    const { texts } = await seenIn("a.txt", aZip([note], { before: Buffer.from("just a text\n") }), "text/plain");
    assert.ok(holds(texts, card));
    const stub = Buffer.concat([Buffer.from("MZ"), Buffer.alloc(100_000)]);
    assert.ok(holds((await seenIn("a.exe", aZip([note], { before: stub }))).texts, card));
  });

  it("reads a message inside with its own attachments", async () => {
    const mail = aMail(
      "From: a@b.example",
      "Subject: x",
      "Content-Type: text/plain",
      "Content-Transfer-Encoding: base64",
      "",
      Buffer.from(card).toString("base64"),
    );
    assert.ok(holds((await seenIn("a.zip", aZip([{ name: "x.eml", bytes: mail }]))).texts, card));
  });
});

describe("budgets of archives", () => {
  const zeros = Buffer.alloc(20_000_000);

  it("refuses what swells too much, honest or lying", async () => {
    assert.deepEqual((await seenIn("a.zip", aZip([{ name: "a", bytes: zeros }]))).findings, ["scan-incomplete ratio"]);
    const lying = aZip([{ name: "a", bytes: zeros, statedSize: 1_000 }]);
    assert.deepEqual((await seenIn("a.zip", lying)).findings, ["ambiguous zip-size"]);
    const gzip = gzipSync(zeros);
    assert.deepEqual((await seenIn("a.gz", gzip)).findings, ["scan-incomplete ratio"]);
    gzip.writeUInt32LE(5, gzip.length - 4);
    assert.deepEqual((await seenIn("a.gz", gzip)).findings, ["scan-incomplete ratio"]);
  });

  it("refuses a gibibyte in a mebibyte, whatever its size is said to be", async () => {
    const block = deflateRawSync(Buffer.alloc(1_048_576), { finishFlush: constants.Z_FULL_FLUSH });
    const deflated = Buffer.concat([...Array.from({ length: 1_024 }, () => block), Buffer.from([3, 0])]);
    const said = async (statedSize: number) =>
      (await seenIn("a.zip", aZip([{ name: "a", bytes: "", deflated, statedSize }]))).findings;
    assert.deepEqual(await said(1_073_741_824), ["scan-incomplete ratio"]);
    assert.deepEqual(await said(1_000), ["ambiguous zip-size"]);
    assert.deepEqual(await said(deflated.length * 90), ["ambiguous zip-size"]);
  });

  it("refuses nested archives beyond the depth", async () => {
    let bytes = aZip([note]);
    for (let level = 0; level < 12; level += 1) bytes = aZip([{ name: "a.zip", bytes, stored: true }]);
    assert.deepEqual((await seenIn("a.zip", bytes)).findings, ["too-deep archive"]);
  });

  it("refuses more members than it reads", async () => {
    const members = Array.from({ length: 5_001 }, (_, index) => ({ name: `${index}`, bytes: "x", stored: true }));
    assert.ok((await seenIn("a.zip", aZip(members))).findings.includes("scan-incomplete members"));
  });

  it("counts what nested archives unpack to all together", async () => {
    const noise = Buffer.alloc(3_000_000, "abcdefghij0123456789".repeat(7));
    const inner = aZip(
      Array.from({ length: 8 }, (_, index) => ({ name: `${index}.bin`, bytes: noise, stored: index < 1 })),
    );
    const outer = aZip(Array.from({ length: 10 }, (_, index) => ({ name: `${index}.zip`, bytes: inner })));
    const { findings } = await seenIn("a.zip", outer);
    assert.ok(
      findings.some((one) => one.startsWith("scan-incomplete")),
      JSON.stringify(findings),
    );
  });

  it("sees overlapping members", async () => {
    const one = aZip([{ name: "a.txt", bytes: "x".repeat(100), stored: true }]);
    const start = one.indexOf("PK\x01\x02");
    const central = one.subarray(start, one.length - 22);
    const end = Buffer.from(one.subarray(-22));
    end.writeUInt16LE(2, 8);
    end.writeUInt16LE(2, 10);
    end.writeUInt32LE(central.length * 2, 12);
    const { findings } = await seenIn("a.zip", Buffer.concat([one.subarray(0, start), central, central, end]));
    assert.ok(findings.includes("ambiguous zip-overlap"));
  });
});

describe("gzip and tar files", () => {
  it("are read, nested, with the names they give", async () => {
    const tar = aTar([{ name: "dir/note.txt", bytes: card }]);
    const { texts, names, findings } = await seenIn("a.tgz", gzipSync(tar));
    assert.ok(holds(texts, card));
    assert.ok(names.includes("a.tar") && names.includes("dir/note.txt"));
    assert.deepEqual(findings, []);
  });

  it("give long names in both forms", async () => {
    const long = `${"d".repeat(120)}/note.txt`;
    const pax = aTar([
      { name: "x", kind: "x", bytes: paxRecord("path", long) },
      { name: "short", bytes: card },
    ]);
    assert.ok((await seenIn("a.tar", pax)).names.includes(long));
    const gnu = aTar([
      { name: "x", kind: "L", bytes: `${long}\0` },
      { name: "short", bytes: card },
    ]);
    assert.ok((await seenIn("a.tar", gnu)).names.includes(long));
  });

  it("are corrupt when they break off, and read as far as they go", async () => {
    const tar = aTar([
      { name: "note.txt", bytes: card },
      { name: "b", bytes: "y".repeat(5_000) },
    ]).subarray(0, 2_000);
    const broken = await seenIn("a.tar", tar);
    assert.ok(holds(broken.texts, card));
    assert.deepEqual(broken.findings, ["corrupt tar-truncated"]);
    const cut = await seenIn("a.gz", gzipSync(Buffer.from(`${card} ${"noise ".repeat(500)}`)).subarray(0, -10));
    assert.ok(holds(cut.texts, card));
    assert.deepEqual(cut.findings, ["corrupt gzip"]);
  });

  it("are read on behind their end", async () => {
    const two = Buffer.concat([aTar([{ name: "a", bytes: "a" }]), aTar([{ name: "b", bytes: card }])]);
    assert.ok(holds((await seenIn("a.tar", two)).texts, card));
    const twice = Buffer.concat([gzipSync("first "), gzipSync(card)]);
    assert.ok(holds((await seenIn("a.gz", twice)).texts, card));
  });

  it("keep a zip file inside a tar file apart from the tar file", async () => {
    const tar = aTar([
      { name: "note.txt", bytes: card },
      { name: "b.zip", bytes: aZip([{ name: "c", bytes: "c" }]) },
    ]);
    const { texts, findings } = await seenIn("a.tar", tar);
    assert.ok(holds(texts, card));
    assert.deepEqual(findings, []);
  });
});

describe("archives of other forms", () => {
  const heads: Record<string, string> = {
    "7z": "377abcaf271c0004",
    rar: "526172211a0700cf",
    bzip2: "425a6839314159265359",
    xz: "fd377a585a000004",
  };
  for (const [name, head] of Object.entries(heads)) {
    it(`are recognised and closed: ${name}`, async () => {
      const { findings } = await seenIn(
        "a.bin",
        Buffer.concat([Buffer.from(head, "hex"), deflateRawSync("x".repeat(200))]),
      );
      assert.equal(findings.length, 1);
      assert.match(findings[0] as string, /^unreadable application\//);
    });
  }
});
