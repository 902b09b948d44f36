import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { describe, it } from "node:test";
import { crc32 } from "node:zlib";
import { apiToken } from "../../../../src/policy/detectors/api-token.ts";
import { tokenForms } from "../../../../src/policy/detectors/api-token-forms.ts";
import { awsKey } from "../../../../src/policy/detectors/aws-key.ts";
import { connectionString } from "../../../../src/policy/detectors/connection-string.ts";
import type { Detector } from "../../../../src/policy/detectors/define-detector.ts";
import { jsonWebToken } from "../../../../src/policy/detectors/json-web-token.ts";
import { password } from "../../../../src/policy/detectors/password.ts";
import { privateKey } from "../../../../src/policy/detectors/private-key.ts";
import { detect } from "../../../../src/policy/detectors/scan-text.ts";
import { SeededRandom } from "../../../support/seeded-random.ts";

const found = (detector: Detector, text: string) =>
  detect(detector, text).map(({ value, confidence }) => `${value} ${confidence}`);
const confidences = (detector: Detector, text: string) => detect(detector, text).map(({ confidence }) => confidence);
const word = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const random = new SeededRandom(5);

describe("the private key detector", () => {
  const pem = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const rsa = generateKeyPairSync("rsa", { modulusLength: 1_024 }).privateKey;

  it("finds keys in PEM, with other line ends, in JSON and quoted", () => {
    const texts = [
      pem,
      pem.replaceAll("\n", "\r\n"),
      JSON.stringify({ private_key: pem }),
      rsa.export({ type: "pkcs1", format: "pem" }).toString(),
      pem.replaceAll("PRIVATE KEY", "OPENSSH PRIVATE KEY"),
      pem.replaceAll("PRIVATE KEY-----", "PGP PRIVATE KEY BLOCK-----").replace("\n", "\nVersion: 1\n\n"),
      `---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\n${random.text(64, word)}\n`,
    ];
    for (const text of texts) assert.deepEqual(confidences(privateKey, `see ${text} ok`), ["high"], text);
  });

  it("takes an opening without key material as a mere mention", () => {
    assert.deepEqual(confidences(privateKey, "It starts with -----BEGIN PRIVATE KEY----- as you know."), ["low"]);
    assert.deepEqual(confidences(privateKey, "Keep your PRIVATE KEY private."), []);
    assert.deepEqual(confidences(privateKey, pem.replaceAll("PRIVATE", "PUBLIC")), []);
  });
});

describe("the AWS key detector", () => {
  const id = `AKIA${random.text(16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")}`;
  const secret = random.text(40, `${word}/+`);

  it("finds ids, and secrets beside them or named", () => {
    assert.deepEqual(found(awsKey, `key ${id}.`), [`${id} high`]);
    assert.deepEqual(found(awsKey, `${id},${secret}`).sort(), [`${id} high`, `${secret} high`].sort());
    for (const text of [
      `aws_secret_access_key = ${secret}`,
      `SecretAccessKey: "${secret}"`,
      `Secret access key\n${secret}`,
    ])
      assert.deepEqual(found(awsKey, text), [`${secret} high`], text);
  });

  it("leaves other text of forty characters alone", () => {
    assert.deepEqual(found(awsKey, `secret ${secret}`), []);
    assert.deepEqual(found(awsKey, `secret access key ${"0123456789abcdef".repeat(3).slice(0, 40)}`), []);
    assert.deepEqual(found(awsKey, `X${id}`), []);
  });
});

describe("the API token detector", () => {
  /** A text that fits a form: pieces of the pattern are drawn at random. */
  const fitting = (rest: string) =>
    rest
      .replace(/\(\?:[^)]*\)\?/g, "")
      .replace(/(\[[^\]]+\])(?:\{(\d+)(?:,\d+)?\})?/g, (_, set: string, count = "1") => {
        const members = [...`${word}_-+/=.~`].filter((one) => new RegExp(set).test(one)).join("");
        return random.text(Number(count), members.replace(/[_.~=+/-]/g, "") || members);
      })
      .replace(/\\/g, "");

  it("finds the token of every service", () => {
    for (const { service, prefix, rest, checksum } of tokenForms) {
      const token = prefix + fitting(rest);
      const result = detect(apiToken, `token ${token} for you`);
      assert.equal(result[0]?.value, token, `${service} ${token}`);
      assert.equal(result[0]?.confidence, checksum === true ? "medium" : "high", token);
    }
  });

  it("is sure of a GitHub token whose checksum holds", () => {
    const body = random.text(30, word);
    const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let sum = crc32(body);
    let check = "";
    for (; check.length < 6; sum = Math.floor(sum / 62)) check = alphabet[sum % 62] + check;
    assert.deepEqual(confidences(apiToken, `gh${"p"}_${body}${check}`), ["high"]);
  });

  it("leaves placeholders, repeated characters and longer words alone", () => {
    for (const text of [
      `ghp_${"x".repeat(36)}`,
      `ghp_${"a".repeat(36)}`,
      `ghp_${random.text(20, word)}`,
      "sk_live_",
      `xghp_${random.text(36, word)}`,
    ])
      assert.deepEqual(found(apiToken, text), [], text);
  });
});

describe("the JSON Web Token detector", () => {
  const piece = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const token = `${piece({ alg: "HS256", typ: "JWT" })}.${piece({ sub: "1234567890" })}.${random.text(43, word)}`;

  it("finds a token whose header says its algorithm", () => {
    assert.deepEqual(found(jsonWebToken, `Authorization: Bearer ${token}, ok`), [`${token} high`]);
    assert.deepEqual(confidences(jsonWebToken, `${token.split(".").slice(0, 2).join(".")}.`), ["high"]);
  });

  it("leaves other base64url text alone", () => {
    assert.deepEqual(found(jsonWebToken, `${piece({ typ: "JWT" })}.${piece({})}.abc`), []);
    assert.deepEqual(found(jsonWebToken, "eyJhbGciOi.notjson.abc"), []);
    assert.deepEqual(found(jsonWebToken, `${piece({ alg: "none" })} alone`), []);
  });
});

describe("the connection string detector", () => {
  const secret = "t0p-Secret9";
  const positive = [
    `postgres://app:${secret}@db.example:5432/orders`,
    `mongodb+srv://user:${secret}@cluster.example/test`,
    `redis://:${secret}@cache.example`,
    `https://bob:${secret}@git.example/repo.git`,
    `Server=db.example;Database=orders;User Id=app;Password=${secret};`,
    `Data Source=db;Initial Catalog=x;Uid=app;Pwd="${secret}"`,
  ];
  for (const text of positive) {
    it(`finds the password in ${text.slice(0, 24)}…`, () => {
      assert.deepEqual(found(connectionString, `see ${text} please`), [`${secret} high`]);
    });
  }

  it("finds the key of an Azure storage account", () => {
    const key = `${random.text(86, word)}==`;
    assert.deepEqual(found(connectionString, `AccountName=x;AccountKey=${key};EndpointSuffix=y`), [`${key} high`]);
  });

  it("leaves addresses without a password and placeholders alone", () => {
    for (const text of [
      "https://www.example.com/a@b",
      "postgres://user:<password>@host/db",
      "postgres://u:%PASSWORD%@h",
      "mailto:a@b.example",
      "Server=a;Password=********;",
    ])
      assert.deepEqual(found(connectionString, text), [], text);
  });
});

describe("the password detector", () => {
  const positive: [string, string][] = [
    ["Password: Summer2024!", "medium"],
    ["Your password is Xk7#pq2Lm and the user is bob", "medium"],
    ["Passwort: gr8-Haus-42", "medium"],
    ["Kennwort lautet: R3gen!bogen", "medium"],
    ["pwd=9fK2mQz7wLx", "medium"],
    [`"api_key": "${random.text(32, word)}"`, "high"],
    [`client_secret = '${random.text(40, word)}'`, "high"],
    [`export API_TOKEN=${random.text(40, word)}`, "high"],
    ["password: hunter22", "low"],
    ["password = mySecret-Pass1", "medium"],
  ];
  for (const [text, confidence] of positive) {
    it(`takes “${text.slice(0, 24)}…” as ${confidence}`, () =>
      assert.deepEqual(confidences(password, text), [confidence]));
  }

  const negative = [
    "Password: required",
    "Your password expires in 14 days",
    "The password is your date of birth",
    "password: ********",
    "Password: <your password>",
    "password = os.getenv('DB_PASSWORD')",
    "password: %DB_PASSWORD%",
    "Please reset your token: https://portal.example/reset",
    "Passcode: 482913",
    "API key: see the wiki",
    "Monkey: 2, turkey: 3 and donkey = 4, please",
  ];
  for (const text of negative) {
    it(`is not misled by “${text}”`, () => assert.deepEqual(found(password, text), []));
  }
});
