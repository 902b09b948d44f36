import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { aFolder, aMessage, linesOf, sealgate, somePolicies } from "./the-command.ts";

const card = "Please charge 4111 1111 1111 1111, thank you.";

describe("sealgate evaluate --json", () => {
  it("says for each recipient what happens, what matched where, and shows no more than four characters", async () => {
    using folder = aFolder();
    const policies = folder.write("policies.json", somePolicies());
    const mail = folder.write("card.eml", aMessage(card, { Cc: "Carol <carol@company.example>" }));
    const run = await sealgate(["evaluate", "--json", "--policies", policies, mail]);
    assert.equal(run.code, 0, run.err);
    const [line] = linesOf(run);
    assert.deepEqual(Object.keys(line), ["file", "verdicts", "matches", "findings", "error"]);
    assert.equal(line.file, mail);
    assert.deepEqual(line.verdicts, [
      { recipient: "bob@partner.example", disposition: "encrypt", policyId: "cards" },
      { recipient: "carol@company.example", disposition: "send", policyId: null },
    ]);
    const found = line.matches.find(({ condition }: { condition: string }) => condition === "detector");
    assert.equal(found.policyId, "cards");
    assert.equal(found.detector, "payment-card");
    assert.match(found.evidence, /1111$/);
    assert.deepEqual([found.where.scope, found.where.line], ["body", 1]);
    assert.doesNotMatch(run.out, /4111|1111 1111/);
    assert.deepEqual([line.findings, line.error], [[], null]);
  });

  it("names what could not be read", async () => {
    using folder = aFolder();
    const mail = folder.write("broken.eml", aMessage("%PDF-1.7 broken", { "Content-Type": "application/pdf" }));
    const [line] = linesOf(await sealgate(["evaluate", "--json", mail]));
    assert.notEqual(line.findings.length, 0);
    assert.deepEqual(Object.keys(line.findings[0]), ["kind", "part", "detail"]);
    assert.equal(line.verdicts[0].disposition, "encrypt");
  });

  it("takes --from and --to in place of the header's addresses, also several at once", async () => {
    using folder = aFolder();
    const mail = folder.write("card.eml", aMessage(card));
    const to = ["--to", "Zoe <zoe@partner.example>", "--to", "carol@other.example, dan@other.example"];
    const [line] = linesOf(await sealgate(["evaluate", "--json", "--from", "x@other.example", ...to, mail]));
    assert.deepEqual(
      line.verdicts.map(({ recipient, disposition }: Record<string, string>) => [recipient, disposition]),
      [
        ["zoe@partner.example", "encrypt"],
        ["carol@other.example", "send"],
        ["dan@other.example", "send"],
      ],
    );
  });

  it("judges a message that names no recipient as for any outsider", async () => {
    const run = await sealgate(["evaluate", "--json", "-"], { input: `Subject: x\r\n\r\n${card}\r\n` });
    const [line] = linesOf(run);
    assert.equal(line.file, "-");
    assert.deepEqual(line.verdicts, [
      { recipient: "anyone@outside.invalid", disposition: "encrypt", policyId: "payment-cards" },
    ]);
  });

  it("judges a text", async () => {
    const run = await sealgate(["evaluate", "--json", "--text", "Kärtchen: 4111 1111 1111 1111"]);
    assert.equal(linesOf(run)[0].verdicts[0].policyId, "payment-cards");
  });

  it("keeps the order of many files on several threads, and says which could not be read", async () => {
    using folder = aFolder();
    const names = Array.from({ length: 60 }, (_, index) => `${String(index).padStart(3, "0")}.eml`);
    const body = (index: number) => (index % 7 === 0 ? `${card}\r\n${"long lines\r\n".repeat(20_000)}` : "nothing");
    for (const [index, name] of names.entries()) folder.write(name, aMessage(body(index)));
    folder.write("notes.txt", "not a mail");
    mkdirSync(join(folder.path, "deep"));
    folder.write("deep/last.eml", aMessage("nothing"));
    const missing = join(folder.path, "missing.eml");
    const run = await sealgate(["evaluate", "--json", "--jobs", "3", missing, folder.path]);
    assert.equal(run.code, 0);
    const lines = linesOf(run);
    const expected = [...names, "deep/last.eml"].map((name) => join(folder.path, name));
    assert.deepEqual(
      lines.map(({ file }) => file),
      [missing, ...expected],
    );
    assert.match(lines[0].error, /no such file/);
    assert.deepEqual(lines[0].verdicts, []);
    for (const [index, { verdicts }] of lines.slice(1, 61).entries())
      assert.equal(verdicts[0].disposition, index % 7 === 0 ? "encrypt" : "send");
    assert.match(run.err, /1 files? in folders/);
  });

  it("takes people from a directory of their own", async () => {
    using folder = aFolder();
    const attribute = { type: "sender-attribute", settings: { name: "department", values: ["Finance"] } };
    const group = { type: "recipient-group", settings: { groups: ["partners"] } };
    const [{ conditions: _, ...policy }] = JSON.parse(somePolicies()).policies;
    const groups = [{ id: "partners", name: "Partners" }];
    const both = [
      { ...policy, id: "group", conditions: group },
      { ...policy, id: "attribute", conditions: attribute },
    ];
    const policies = folder.write("policies.json", somePolicies({ groups, policies: both }));
    const mail = folder.write("mail.eml", aMessage("Hello"));
    const deciderWith = async (name: string, content: string) => {
      const directory = folder.write(name, content);
      const run = await sealgate(["evaluate", "--json", "--policies", policies, "--directory", directory, mail]);
      assert.equal(run.code, 0, run.err);
      return linesOf(run)[0].verdicts[0].policyId;
    };
    const members = { groups: [{ ...groups[0], addresses: ["bob@partner.example"] }] };
    assert.equal(await deciderWith("groups.json", JSON.stringify(members)), "group");
    const people = { "anna@company.example": { department: "Finance" } };
    assert.equal(await deciderWith("people.json", JSON.stringify(people)), "attribute");
    assert.equal(await deciderWith("people.csv", "address,department\nanna@company.example,Finance\n"), "attribute");
    assert.equal(await deciderWith("others.csv", "address,department\nanna@company.example,Sales\n"), null);
  });

  it("asks policies for the time that --at gives", async () => {
    using folder = aFolder();
    const [policy] = JSON.parse(somePolicies()).policies;
    const validity = { from: "2026-12-01", to: "2026-12-31" };
    const policies = folder.write("policies.json", somePolicies({ policies: [{ ...policy, validity }] }));
    const dispositionAt = async (at: string) => {
      const run = await sealgate(["evaluate", "--json", "--policies", policies, "--at", at, "--text", card]);
      return linesOf(run)[0].verdicts[0].disposition;
    };
    assert.equal(await dispositionAt("2026-12-24T12:00:00Z"), "encrypt");
    assert.equal(await dispositionAt("2027-01-02T12:00:00Z"), "send");
  });
});

describe("sealgate evaluate for a reader", () => {
  it("explains the verdict with its policy, conditions and evidence", async () => {
    using folder = aFolder();
    const mail = folder.write("card.eml", aMessage(card));
    const run = await sealgate(["evaluate", mail]);
    assert.equal(run.code, 0, run.err);
    assert.match(run.out, /to bob@partner\.example\n\s+encrypted: policy “Payment card numbers”/);
    assert.match(run.out, /1111 in the body, part 1, line 1/);
  });

  it("lets nothing in a mail steer the terminal", async () => {
    const input = aMessage("hi", { To: '"x" <a\u001b[31mb@partner.example>' });
    const { out } = await sealgate(["evaluate", "-"], { input });
    assert.equal(out.includes("\u001b"), false);
  });
});

describe("sealgate with wrong arguments", () => {
  for (const [what, args, sentence] of [
    ["nothing to judge", ["evaluate"], /name at least one message/],
    ["an unknown option", ["evaluate", "--nope", "x.eml"], /--nope/],
    ["a recipient that is no address", ["evaluate", "--to", "bob", "x.eml"], /--to must be an address/],
    ["a policies file that is not there", ["evaluate", "--policies", "/nowhere.json", "x.eml"], /no such file/],
    ["an unknown command", ["judge"], /there is no command "judge"/],
  ] as const) {
    it(`says what is wrong with ${what} and exits with 2`, async () => {
      const run = await sealgate(args);
      assert.deepEqual([run.code, run.out], [2, ""]);
      assert.match(run.err, sentence);
    });
  }

  it("prints help for everything", async () => {
    for (const args of [["--help"], ["evaluate", "--help"], ["policies", "--help"], ["admin", "--help"]]) {
      const run = await sealgate(args);
      assert.equal(run.code, 0);
      assert.match(run.out, /sealgate/);
    }
  });
});
