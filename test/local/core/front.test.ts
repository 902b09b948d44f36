import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { KMSClient, ListKeysCommand } from "@aws-sdk/client-kms";
import { GetEmailIdentityCommand, SESv2Client } from "@aws-sdk/client-sesv2";
import { SignatureV4 } from "@smithy/signature-v4";
import { type ACloud, aCloud } from "../../support/a-cloud.ts";
import { allow, aRole } from "../../support/a-role.ts";
import { anEchoService } from "./an-echo-service.ts";

class Sha256 {
  readonly #hash;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash("sha256") : createHmac("sha256", secret as Buffer);
  }
  update(data: string | Uint8Array): void {
    this.#hash.update(data);
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
  reset(): void {}
}

describe("the front of the AWS APIs", () => {
  let cloud: ACloud;
  before(async () => {
    cloud = await aCloud({
      modules: ["kms", "s3", "ses", "sns"].map(anEchoService),
      resources: { Reader: aRole(allow("kms:ListKeys", "*")) },
    });
  });
  after(() => cloud.close());

  type Signing = {
    service: string;
    path: string;
    body?: string;
    date?: Date;
    secret?: string;
    headers?: Record<string, string>;
  };
  const signed = async ({ service, path, body = "", date = new Date(), secret, headers = {} }: Signing) => {
    const credentials = { ...cloud.ownerCredentials, ...(secret === undefined ? {} : { secretAccessKey: secret }) };
    const signer = new SignatureV4({ service, region: "us-east-1", credentials, sha256: Sha256 });
    const { host, hostname, port, protocol } = new URL(cloud.url);
    const request = {
      method: "POST",
      protocol,
      hostname,
      port: Number(port),
      path,
      query: {},
      headers: { host, ...headers },
      body,
    };
    return signer.sign(request, { signingDate: date });
  };
  const send = async (request: { path: string; headers: Record<string, string>; body?: unknown }) => {
    const response = await fetch(cloud.url + request.path, {
      method: "POST",
      headers: request.headers,
      body: request.body as string,
    });
    return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
  };

  it("knows an unmodified SDK client by its role", async () => {
    const client = new KMSClient(cloud.client("Reader"));
    const { Keys } = await client.send(new ListKeysCommand({}));
    const arn = "arn:aws:sts::111122223333:assumed-role/Sealgate-Reader/Reader";
    assert.deepEqual(Keys, [{ KeyId: "role", KeyArn: arn }]);
  });

  it("verifies paths with encoded characters as the SDK signs them", async () => {
    const client = new SESv2Client(cloud.client());
    const answer = (await client.send(new GetEmailIdentityCommand({ EmailIdentity: "a+b@company.example" }))) as object;
    assert.ok(answer);
  });

  it("refuses a wrong secret in the words of each protocol", async () => {
    const wrong = { ...cloud.ownerCredentials, secretAccessKey: "wrong" };
    await assert.rejects(new KMSClient({ ...cloud.client(), credentials: wrong }).send(new ListKeysCommand({})), {
      name: "InvalidSignatureException",
    });
    const request = await signed({ service: "s3", path: "/bucket/key", secret: "wrong" });
    assert.equal((await send(request)).answer.__type, "SignatureDoesNotMatch");
    const query = await signed({ service: "sns", path: "/", secret: "wrong" });
    assert.deepEqual([(await send(query)).status, (await send(query)).answer.__type], [403, "SignatureDoesNotMatch"]);
  });

  it("refuses an unknown key in the words of each protocol", async () => {
    const unknown = { accessKeyId: "AKIAUNKNOWN", secretAccessKey: "x" };
    await assert.rejects(new KMSClient({ ...cloud.client(), credentials: unknown }).send(new ListKeysCommand({})), {
      name: "UnrecognizedClientException",
    });
  });

  it("refuses a role's key without its session token", async () => {
    const { accessKeyId, secretAccessKey } = cloud.credentialsFor("Reader");
    const settings = { ...cloud.client(), credentials: { accessKeyId, secretAccessKey } };
    await assert.rejects(new KMSClient(settings).send(new ListKeysCommand({})), {
      name: "UnrecognizedClientException",
    });
  });

  it("refuses a body, path or signed header changed after signing", async () => {
    const request = await signed({
      service: "s3",
      path: "/bucket/key",
      body: "hello",
      headers: { "x-amz-acl": "private" },
    });
    assert.equal((await send(request)).status, 200);
    assert.equal((await send({ ...request, body: "hullo" })).answer.__type, "XAmzContentSHA256Mismatch");
    assert.equal((await send({ ...request, path: "/bucket/other" })).answer.__type, "SignatureDoesNotMatch");
    const headers = { ...request.headers, "x-amz-acl": "public-read" };
    assert.equal((await send({ ...request, headers })).answer.__type, "SignatureDoesNotMatch");
  });

  it("refuses a request signed more than five minutes ago", async () => {
    const request = await signed({ service: "s3", path: "/b/k", date: new Date(Date.now() - 6 * 60_000) });
    assert.equal((await send(request)).answer.__type, "RequestTimeTooSkewed");
  });

  it("takes a presigned URL until it expires, and only unchanged", async () => {
    const { hostname, port, protocol, host } = new URL(cloud.url);
    const signer = new SignatureV4({
      service: "s3",
      region: "us-east-1",
      credentials: cloud.ownerCredentials,
      sha256: Sha256,
      uriEscapePath: false,
    });
    const request = {
      method: "GET",
      protocol,
      hostname,
      port: Number(port),
      path: "/b/k%20x",
      query: {},
      headers: { host, "x-amz-content-sha256": "UNSIGNED-PAYLOAD" },
    };
    const get = async (signingDate: Date, change = "") => {
      const { query } = await signer.presign(request, { expiresIn: 60, signingDate });
      const search = new URLSearchParams(query as Record<string, string>).toString().replaceAll("+", "%20");
      const response = await fetch(`${cloud.url}/b/k%20x${change}?${search}`);
      return [response.status, ((await response.json()) as Record<string, unknown>).message];
    };
    assert.equal((await get(new Date()))[0], 200);
    assert.equal((await get(new Date(), "y"))[0], 403);
    assert.deepEqual(await get(new Date(Date.now() - 61_000)), [403, "Request has expired"]);
  });

  it("answers unsigned requests with a missing token, and unknown services by name", async () => {
    const unsigned = await send({ path: "/", headers: {} });
    assert.deepEqual([unsigned.status, unsigned.answer.__type], [403, "MissingAuthenticationToken"]);
    const request = await signed({ service: "ec2", path: "/" });
    assert.match(String((await send(request)).answer.message), /service ec2/);
  });

  it("keeps the same keys over a restart", async () => {
    const earlier = cloud.credentialsFor("Reader");
    await cloud.restart();
    assert.deepEqual(cloud.credentialsFor("Reader"), earlier);
  });
});
