import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { joinDirectories } from "../../../src/policy/directory.ts";
import { importAttributesCsv, importAttributesJson, importGroupCsv } from "../../../src/policy/directory-import.ts";
import { directoryOf } from "../../../src/policy/directory-of.ts";
import { parsePolicies } from "../../../src/policy/parse-policies.ts";

const group = (id: string, more: object = {}) => ({ id, name: id, ...more });
const parsed = (groups: object[], attributes: object = {}) =>
  parsePolicies({ version: 1, companyDomains: ["company.example"], groups, attributes });

describe("groups of a policies file", () => {
  it("hold people by address and domain, in any case, and people of groups within them", () => {
    const result = parsed([
      group("all", { groups: ["it", "sales"] }),
      group("it", { addresses: ["Ann@Company.example"] }),
      group("sales", { domains: ["sales.company.example"] }),
      group("root", { groups: ["all"] }),
    ]);
    assert.ok(result.ok);
    const directory = directoryOf(result.policies);
    assert.deepEqual(directory.groupsOf("ann@COMPANY.example"), ["it", "all", "root"]);
    assert.deepEqual(directory.groupsOf("x@sales.company.example"), ["sales", "all", "root"]);
    assert.deepEqual(directory.groupsOf("x@company.example"), []);
    assert.equal(directoryOf(result.policies), directory);
  });

  it("may not lie in themselves, by any way round", () => {
    const result = parsed([
      group("a", { groups: ["b"] }),
      group("b", { groups: ["c"] }),
      group("c", { groups: ["a"] }),
    ]);
    assert.deepEqual(result.ok ? [] : result.problems, [
      { path: "groups[0].groups[0]", message: "a group cannot lie in itself: a → b → c → a" },
    ]);
    const self = parsed([group("a", { groups: ["a"] })]);
    assert.match(self.ok ? "" : (self.problems[0]?.message ?? ""), /a → a$/);
  });

  it("may not name a group that is not there", () => {
    const result = parsed([group("a", { groups: ["x"] })]);
    assert.deepEqual(result.ok ? [] : result.problems[0], {
      path: "groups[0].groups[0]",
      message: 'there is no group "x"',
    });
  });

  it("stand beside those of another directory", () => {
    const result = parsed([group("a", { addresses: ["x@y.example"] })], { "x@y.example": { country: "DE" } });
    assert.ok(result.ok);
    const other = { groupsOf: () => ["ldap"], attributesOf: () => ({ country: "FR", city: "Lyon" }) };
    const joined = joinDirectories([directoryOf(result.policies), other]);
    assert.deepEqual(joined.groupsOf("x@y.example"), ["a", "ldap"]);
    assert.deepEqual(joined.attributesOf("x@y.example"), { country: "DE", city: "Lyon" });
  });
});

describe("importing members of a group", () => {
  it("takes addresses and domains, and names the lines it cannot take", () => {
    const text =
      '\ufeffName;E-Mail\r\n"Berger; Anna";anna@x.example\r\n\r\nBob;Bob <bob@x.example>\r\n"two\r\nlines";nobody\r\nAll;@partner.example\r\nAnna;ANNA@x.example\r\n';
    assert.deepEqual(importGroupCsv(text), {
      members: { addresses: ["ANNA@x.example", "bob@x.example"], domains: ["partner.example"] },
      repeated: 1,
      problems: [{ line: 5, message: '"nobody" is neither an address nor a domain' }],
    });
  });

  it("needs no heading", () => {
    assert.deepEqual(importGroupCsv("a@x.example\nb@x.example").members.addresses, ["a@x.example", "b@x.example"]);
  });

  it("gives what the policies file takes", () => {
    const { members } = importGroupCsv("a@bücher.example\n*@partner.example");
    const result = parsed([group("g", members)]);
    assert.ok(result.ok);
    assert.deepEqual(members, { addresses: ["a@xn--bcher-kva.example"], domains: ["partner.example"] });
  });
});

describe("importing attributes", () => {
  it("reads CSV by its heading, and names the lines it cannot take", () => {
    const text =
      "address,Department,country\na@x.example,Legal,DE\nno-address,x,y\nA@x.example,Sales,\nb@x.example,,US\nc@x.example,1,2,3\n";
    assert.deepEqual(importAttributesCsv(text), {
      attributes: { "a@x.example": { department: "Legal", country: "DE" }, "b@x.example": { country: "US" } },
      problems: [
        { line: 3, message: '"no-address" is not an address' },
        { line: 4, message: "a@x.example stands here for the second time" },
        { line: 6, message: "the row has more cells than the first" },
      ],
    });
    assert.match(importAttributesCsv("name,country\na,b").problems[0]?.message ?? "", /must name the columns/);
  });

  it("reads JSON by address or as a list", () => {
    const byAddress = importAttributesJson('{"a@x.example": {"Floor": 3}}');
    const list = importAttributesJson('[{"address": "a@x.example", "Floor": 3}, {"address": "b", "x": 1}]');
    assert.deepEqual(byAddress, { attributes: { "a@x.example": { floor: "3" } }, problems: [] });
    assert.deepEqual(list.attributes, byAddress.attributes);
    assert.deepEqual(list.problems, [{ line: 2, message: '"b" is not an address' }]);
    assert.match(importAttributesJson("{").problems[0]?.message ?? "", /not JSON/);
    assert.match(importAttributesJson('{"a@x.example": {"x": {}}}').problems[0]?.message ?? "", /short text/);
  });

  it("gives what the policies file takes", () => {
    const { attributes } = importAttributesCsv("email\tteam\na@x.example\tred");
    const result = parsed([], attributes);
    assert.ok(result.ok);
    assert.deepEqual(directoryOf(result.policies).attributesOf("A@X.example"), { team: "red" });
  });
});
