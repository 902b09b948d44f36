import assert from "node:assert/strict";
import { createSocket, type Socket } from "node:dgram";
import { after, before, describe, it } from "node:test";
import { checkDomain, type Outside } from "../../bin/sealgate/tls/check-domain.ts";
import { reportWords } from "../../bin/sealgate/tls/report-words.ts";
import { type APostfix, aPostfix, withoutPostfix } from "../support/a-postfix.ts";
import { sealgate } from "./the-command.ts";

const secure = { version: "1.3", cipher: "TLS_AES_256_GCM_SHA384", issuer: "R11", validTo: "Jan 1 2027" };
const absent = () => Promise.reject(Object.assign(new Error("no data"), { code: "ENODATA" }));
const outside = (given: Partial<Outside> = {}): Outside => ({
  mx: async () => ["mx1.partner.example", "mx2.partner.example"],
  txt: absent,
  dial: async () => ({ greeting: "220 hello", tls: { ...secure, trusted: true } }),
  fetch: absent,
  ...given,
});
const verdict = async (given: Partial<Outside>) => (await checkDomain("partner.example", outside(given))).verdict;

describe("the check of a domain", () => {
  it("lets the weakest server decide", async () => {
    assert.equal(await verdict({}), "enforceable");
    const weak = (tls: object | null) => async (host: string) => ({
      greeting: "220",
      tls: host.startsWith("mx2") ? (tls as never) : { ...secure, trusted: true },
    });
    assert.equal(await verdict({ dial: weak(null) }), "not-enforceable");
    assert.equal(await verdict({ dial: weak({ ...secure, trusted: false }) }), "enforceable-any-certificate");
    assert.equal(await verdict({ dial: () => Promise.reject(new Error("away")) }), "not-known");
    assert.equal(await verdict({ mx: async () => [""] }), "no-mail");
  });

  it("reads MTA-STS and TLSRPT, and says when a policy is announced and not there", async () => {
    const texts: Readonly<Record<string, string>> = {
      "_mta-sts.partner.example": "v=STSv1; id=1;",
      "_smtp._tls.partner.example": "v=TLSRPTv1; rua=mailto:tls@partner.example",
    };
    const txt = async (name: string) => (texts[name] === undefined ? absent() : [texts[name]]);
    const page = "version: STSv1\nmode: enforce\nmx: *.partner.example\nmax_age: 86400\n";
    const report = await checkDomain("partner.example", outside({ txt, fetch: async () => page }));
    assert.deepEqual(report.mtaSts, { mode: "enforce", mx: ["*.partner.example"] });
    assert.equal(report.tlsRpt, "mailto:tls@partner.example");
    assert.match(reportWords(report), /MTA-STS {2}mode enforce, for \*\.partner\.example/);
    const without = await checkDomain("partner.example", outside({ txt }));
    assert.match(reportWords(without), /announced, but its policy cannot be read/);
  });
});

describe("sealgate tls check", () => {
  it("explains itself, and refuses what is no domain", async () => {
    assert.match((await sealgate(["tls", "--help"])).out, /sealgate tls check DOMAIN/);
    for (const args of [["check"], ["check", "not a domain"], ["check", "a.example", "b.example"], ["look"]])
      assert.equal((await sealgate(["tls", ...args])).code, 2, args.join(" "));
    assert.equal((await sealgate(["tls", "check", "a.example", "--port", "x"])).code, 2);
  });

  it("says plainly when no name server answers", async () => {
    const { code, err } = await sealgate(["tls", "check", "partner.example", "--dns", "127.0.0.1:1"]);
    assert.equal(code, 1);
    assert.match(err, /no name server answers .*: there is no network here/);
  });

  describe("with servers of its own", { skip: withoutPostfix }, () => {
    let dns: Socket;
    let partner: APostfix;
    let address: string;
    before(async () => {
      partner = await aPostfix({ offers: "may", version: "TLSv1.3" });
      dns = createSocket("udp4");
      dns.on("message", (query, from) => dns.send(answerTo(query), from.port, from.address));
      await new Promise<void>((resolve) => dns.bind(0, "127.0.0.1", resolve));
      address = `127.0.0.1:${dns.address().port}`;
    });
    after(async () => {
      dns.close();
      await partner.close();
    });

    it("tells what a real server shows", async () => {
      const options = ["--dns", address, "--port", String(partner.port)];
      const { code, out, err } = await sealgate(["tls", "check", "partner.example", ...options]);
      assert.equal(code, 0, err);
      assert.match(out, /STARTTLS, TLS 1\.3, TLS_AES_256_GCM_SHA384/);
      assert.match(out, /certificate not trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\)/);
      assert.match(out, /TLS can be enforced, but not with trusted certificates\./);
      const json = JSON.parse((await sealgate(["tls", "check", "partner.example", "--json", ...options])).out);
      assert.deepEqual([json.verdict, json.hosts[0].tls.version], ["enforceable-any-certificate", "1.3"]);
    });
  });
});

/** One MX and one A record for every name, nothing else (RFC 1035 section 4). */
function answerTo(query: Buffer): Buffer {
  const end = query.indexOf(0, 12) + 5;
  const question = query.subarray(12, end);
  const type = query.readUInt16BE(end - 4);
  const pointer = Buffer.from([0xc0, 0x0c]);
  const data = type === 15 ? Buffer.concat([Buffer.from([0, 10]), pointer]) : Buffer.from([127, 0, 0, 1]);
  const record = Buffer.alloc(10);
  record.writeUInt16BE(type, 0);
  record.writeUInt16BE(1, 2);
  record.writeUInt32BE(60, 4);
  record.writeUInt16BE(data.length, 8);
  const known = type === 15 || type === 1;
  const header = Buffer.from([query[0] ?? 0, query[1] ?? 0, 0x81, 0x80, 0, 1, 0, known ? 1 : 0, 0, 0, 0, 0]);
  return Buffer.concat([header, question, ...(known ? [pointer, record, data] : [])]);
}
