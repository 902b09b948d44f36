import assert from "node:assert/strict";
import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { after, before, describe, it } from "node:test";
import { functionsModule } from "../../../local/functions/module.ts";
import type { GatewayApi } from "../../../local/gateway-api/gateway-api.ts";
import { gatewayModule } from "../../../local/gateway-api/gateway-service.ts";
import { type ACloud, aCloud } from "../../support/a-cloud.ts";
import { aRestApi } from "../../support/a-rest-api.ts";
import { functionRole, someFunctions } from "../../support/some-functions.ts";

const buffered = `export const handler = async (event) => {
  const path = event.path;
  if (path === "/malformed") return { hello: "world" };
  if (path === "/throws") throw new Error("inside");
  if (path === "/large") return { statusCode: 200, body: "x".repeat(7 * 1024 * 1024) };
  if (path === "/slow") await new Promise((r) => setTimeout(r, 5000));
  if (path === "/url") return { statusCode: 200, body: process.env.SITE_URL };
  if (path === "/binary") return { statusCode: 200, isBase64Encoded: true, body: Buffer.from([0, 255, 1]).toString("base64"),
    headers: { "Content-Type": "application/octet-stream", Server: "mine" },
    multiValueHeaders: { "Set-Cookie": ["a=1; Path=/", "b=2"] } };
  return { statusCode: 200, body: JSON.stringify(event) };
};`;
const streaming = `export const handler = awslambda.streamifyResponse(async (event, stream) => {
  if (event.path === "/bare") { stream.write("no prelude"); stream.end(); return; }
  if (event.path === "/throws") throw new Error("inside");
  const out = awslambda.HttpResponseStream.from(stream, { statusCode: 202,
    headers: { "content-type": "text/html" }, multiValueHeaders: { "set-cookie": ["a=1", "b=2"] } });
  out.write("");
  if (event.path === "/event") out.write(JSON.stringify(event));
  else for (let i = 0; i < 120; i++) if (!out.write(Buffer.alloc(65536, i))) await new Promise((r) => out.once("drain", r));
  if (event.path === "/breaks") throw new Error("inside");
  out.end();
});`;

type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer };

describe("the API gateway", () => {
  let cloud: ACloud;
  before(async () => {
    const code = someFunctions();
    const functions = functionsModule((inside) => ({
      assetFolder: code.assetFolder,
      localUrl: (value) => inside.service<GatewayApi>("execute-api").localUrl(value),
    }));
    const url = {
      "Fn::Join": [
        "",
        [
          "https://",
          { Ref: "Console" },
          ".execute-api.",
          { Ref: "AWS::Region" },
          ".",
          { Ref: "AWS::URLSuffix" },
          "/console",
        ],
      ],
    };
    const locked = Object.entries(aRestApi("Locked", "Buffered", { stage: "locked" })).filter(
      ([id]) => !/Permission/.test(id),
    );
    cloud = await aCloud({
      modules: [
        functions,
        gatewayModule({ port: 0, sites: () => ({ extra: (_request, response) => response.end("a page") }) }),
      ],
      resources: {
        Role: functionRole,
        Buffered: code.declare("buffered", buffered, { Timeout: 10, Environment: { Variables: { SITE_URL: url } } }),
        Streaming: code.declare("streaming", streaming, { Timeout: 10 }),
        ...aRestApi("Console", "Buffered", { stage: "console", binary: true, timeout: 3000 }),
        ...aRestApi("Portal", "Streaming", { stage: "mpc", streaming: true }),
        ...aRestApi("Text", "Buffered", { stage: "text" }),
        ...Object.fromEntries(locked),
      },
    });
  });
  after(() => cloud.close());

  const call = (
    site: string,
    path: string,
    options: { method?: string; headers?: Record<string, string | string[]>; body?: Buffer | string } = {},
  ) =>
    new Promise<Answer>((resolve, reject) => {
      const { port } = cloud.service<GatewayApi>("execute-api");
      const headers = { host: `${site}.localhost:${port}`, ...options.headers };
      const outgoing = httpRequest(
        { host: "127.0.0.1", port, path, method: options.method ?? "GET", headers },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("error", reject);
          response.on("end", () =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
          );
        },
      );
      outgoing.on("error", reject);
      outgoing.end(options.body);
    });
  const event = async (site: string, path: string, options = {}) =>
    JSON.parse((await call(site, path, options)).body.toString());

  it("hands a proxy event to the function", async () => {
    const seen = await event("text", "/text/a%20b/c?x=1&x=2&y=%C3%BC", {
      headers: { Cookie: ["a=1", "b=2"], "X-One": "1" },
    });
    assert.deepEqual([seen.resource, seen.path, seen.httpMethod], ["/{proxy+}", "/a%20b/c", "GET"]);
    assert.deepEqual(seen.pathParameters, { proxy: "a b/c" });
    assert.deepEqual(seen.queryStringParameters, { x: "2", y: "ü" });
    assert.deepEqual(seen.multiValueQueryStringParameters, { x: ["1", "2"], y: ["ü"] });
    assert.equal(seen.headers["X-One"], "1");
    assert.equal(seen.multiValueHeaders.Cookie.length >= 1, true);
    assert.deepEqual([seen.body, seen.isBase64Encoded, seen.stageVariables], [null, false, null]);
    const { stage, path, identity, domainName, accountId, resourcePath } = seen.requestContext;
    assert.deepEqual([stage, path, identity.sourceIp], ["text", "/text/a%20b/c", "127.0.0.1"]);
    assert.deepEqual([domainName, accountId, resourcePath], ["text.localhost", "111122223333", "/{proxy+}"]);
  });

  it("hands the stage itself to the root resource", async () => {
    const seen = await event("text", "/text");
    assert.deepEqual(
      [seen.resource, seen.path, seen.pathParameters, seen.queryStringParameters],
      ["/", "/", null, null],
    );
  });

  it("hands text bodies as text, and as base64 where the API takes binary media", async () => {
    const body = "ümlaut";
    const post = { method: "POST", headers: { "content-type": "text/plain" }, body };
    const text = await event("text", "/text/x", post);
    assert.deepEqual([text.body, text.isBase64Encoded], [body, false]);
    const binary = await event("console", "/console/x", post);
    assert.deepEqual([Buffer.from(binary.body, "base64").toString(), binary.isBase64Encoded], [body, true]);
  });

  it("answers bytes and every cookie, and keeps its own headers for itself", async () => {
    const { status, headers, body } = await call("console", "/console/binary");
    assert.equal(status, 200);
    assert.deepEqual(body, Buffer.from([0, 255, 1]));
    assert.deepEqual(headers["set-cookie"], ["a=1; Path=/", "b=2"]);
    assert.deepEqual([headers.server, headers["x-amzn-remapped-server"]], [undefined, "mine"]);
  });

  it("sends base64 as text where the API takes no binary media", async () => {
    assert.equal((await call("text", "/text/binary")).body.toString(), "AP8B");
  });

  it("answers a missing stage, a fault, a malformed and a too large answer as AWS does", async () => {
    const said = async (path: string) => {
      const { status, body } = await call("console", path);
      return [status, JSON.parse(body.toString()).message];
    };
    assert.deepEqual(await said("/other/x"), [403, "Forbidden"]);
    assert.deepEqual(await said("/consolex"), [403, "Forbidden"]);
    for (const path of ["malformed", "throws", "large"])
      assert.deepEqual(await said(`/console/${path}`), [502, "Internal server error"]);
    assert.deepEqual(await said("/console/slow"), [504, "Endpoint request timed out"]);
  });

  it("takes no request above 10 MB", async () => {
    const { status, body } = await call("text", "/text/x", {
      method: "POST",
      body: Buffer.alloc(10 * 1024 * 1024 + 1),
    });
    assert.deepEqual([status, JSON.parse(body.toString()).message], [413, "Request Too Long"]);
  });

  it("streams an answer larger than 6 MB with its status and cookies", async () => {
    const { status, headers, body } = await call("mpc", "/mpc/large");
    assert.deepEqual([status, headers["content-type"], headers["set-cookie"]], [202, "text/html", ["a=1", "b=2"]]);
    assert.equal(body.length, 120 * 65536);
    assert.ok(Array.from({ length: 120 }, (_, i) => body[i * 65536] === i).every(Boolean));
  });

  it("answers 502 to a stream without a prelude or a fault before it, and breaks off after it", async () => {
    assert.equal((await call("mpc", "/mpc/bare")).status, 502);
    assert.equal((await call("mpc", "/mpc/throws")).status, 502);
    await assert.rejects(call("mpc", "/mpc/breaks"));
  });

  it("answers HEAD without a body", async () => {
    const { status, body } = await call("mpc", "/mpc/event", { method: "HEAD" });
    assert.deepEqual([status, body.length], [202, 0]);
  });

  it("answers 500 when the function does not permit it to call", async () => {
    const { status, body } = await call("locked", "/locked/x");
    assert.deepEqual([status, JSON.parse(body.toString()).message], [500, "Internal server error"]);
  });

  it("serves other sites by their host, and nothing to an unknown host", async () => {
    assert.equal((await call("extra", "/")).body.toString(), "a page");
    const { status, body } = await call("evil", "/console/x");
    assert.equal(status, 404);
    assert.match(
      body.toString(),
      /console\.localhost, mpc\.localhost, text\.localhost, locked\.localhost, extra\.localhost/,
    );
  });

  it("puts local addresses in the place of execute-api addresses in a function's environment", async () => {
    const { port } = cloud.service<GatewayApi>("execute-api");
    assert.equal((await call("text", "/text/url")).body.toString(), `http://console.localhost:${port}/console`);
  });
});
