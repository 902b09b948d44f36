import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Functions, Outcome } from "../../../local/functions/functions.ts";
import { functionsModule } from "../../../local/functions/module.ts";
import { type ACloud, aCloud } from "../../support/a-cloud.ts";
import { functionRole, someFunctions } from "../../support/some-functions.ts";

const sources = {
  echo: "export const handler = async (event, context) => ({ event, id: context.awsRequestId, left: context.getRemainingTimeInMillis() });",
  environment: "export const handler = async () => ({ ...process.env });",
  failing: "export const handler = async () => { throw new TypeError('no such thing'); };",
  sleeping: "export const handler = async () => { await new Promise((r) => setTimeout(r, 60_000)); };",
  spinning: "export const handler = async () => { for (;;); };",
  crashing: "export const handler = async () => { process.exit(3); };",
  large: "export const handler = async (size) => 'x'.repeat(size);",
  printing: "export const handler = async () => { console.log('a line of its log'); };",
  needy: "export const handler = async () => import('outside');",
  broken: "export const other = 1;",
  counting:
    "let calls = 0; export const handler = async () => { await new Promise((r) => setTimeout(r, 50)); return { calls: ++calls, pid: process.pid }; };",
  streaming: `export const handler = awslambda.streamifyResponse(async (event, stream) => {
    const out = awslambda.HttpResponseStream.from(stream, { statusCode: 201, headers: { a: "b" } });
    out.write(""); out.write("one"); out.write(Buffer.from([0xff, 0x00])); out.end("two");
  });`,
};

describe("functions of the local cloud", () => {
  const folder = someFunctions();
  const limits: Record<string, Record<string, unknown>> = {
    sleeping: { Timeout: 1 },
    spinning: { Timeout: 1 },
    counting: { ReservedConcurrentExecutions: 2 },
    environment: {
      MemorySize: 512,
      Environment: {
        Variables: { TABLE: { Ref: "AWS::StackName" }, URL: "https://abc.execute-api.us-east-1.amazonaws.com/mpc" },
      },
    },
  };
  let cloud: ACloud;
  let functions: Functions;
  before(async () => {
    const declared = Object.entries(sources).map(([name, source]) => [
      name,
      folder.declare(name, source, limits[name]),
    ]);
    const options = {
      assetFolder: folder.assetFolder,
      localUrl: (value: string) =>
        value.replace("https://abc.execute-api.us-east-1.amazonaws.com", "http://mpc.localhost"),
    };
    cloud = await aCloud({
      modules: [functionsModule(() => options)],
      resources: { Role: functionRole, ...Object.fromEntries(declared) },
    });
    functions = cloud.service<Functions>("lambda");
  });
  after(() => cloud.close());

  const arn = (name: string) => `arn:aws:lambda:us-east-1:111122223333:function:${name}`;
  const owner = { kind: "owner", arn: "arn:aws:iam::111122223333:root" } as const;
  const invoke = (name: string, event: unknown = {}): Promise<Outcome> =>
    functions.invoke({ functionArn: arn(name), payload: JSON.stringify(event), caller: owner });
  const answer = async (name: string, event: unknown = {}) => {
    const outcome = await invoke(name, event);
    assert.equal(outcome.kind, "answer", JSON.stringify(outcome));
    return outcome.kind === "answer" ? JSON.parse(outcome.payload.toString()) : undefined;
  };
  const fault = async (name: string, event: unknown = {}) => {
    const outcome = await invoke(name, event);
    assert.equal(outcome.kind, "fault");
    return outcome.kind === "fault" ? outcome.fault : assert.fail();
  };

  it("hand the event and a context to the handler and its answer back", async () => {
    const { event, id, left } = await answer("echo", { a: [1, "ü"] });
    assert.deepEqual(event, { a: [1, "ü"] });
    assert.match(id, /^[0-9a-f-]{36}$/);
    assert.ok(left > 0 && left <= 3000);
  });

  it("see the template's variables, what the Lambda runtime sets, and nothing else", async () => {
    process.env.SEALGATE_TEST_LEAK = "1";
    const environment = await answer("environment");
    const {
      TABLE,
      URL: url,
      AWS_LAMBDA_FUNCTION_NAME,
      AWS_ENDPOINT_URL,
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    } = environment;
    assert.deepEqual([TABLE, url], ["Sealgate", "http://mpc.localhost/mpc"]);
    assert.deepEqual([AWS_LAMBDA_FUNCTION_NAME, AWS_LAMBDA_FUNCTION_MEMORY_SIZE], ["environment", "512"]);
    assert.equal(AWS_ENDPOINT_URL, cloud.url);
    const known = /^(TABLE|URL|AWS_\w+|LAMBDA_(TASK_ROOT|RUNTIME_DIR)|_HANDLER|LANG|TZ|PATH)$/;
    assert.deepEqual(
      Object.keys(environment).filter((name) => !known.test(name)),
      [],
    );
  });

  it("report what a handler throws as the Lambda runtime does", async () => {
    const { errorType, errorMessage, trace } = await fault("failing");
    assert.deepEqual([errorType, errorMessage], ["TypeError", "no such thing"]);
    assert.match(trace?.[1] ?? "", /handler\.mjs/);
  });

  it("are killed when their time is over, even in a busy loop", async () => {
    for (const name of ["sleeping", "spinning"]) {
      const { errorType, errorMessage } = await fault(name);
      assert.equal(errorType, "Sandbox.Timedout");
      assert.match(errorMessage, /^RequestId: [0-9a-f-]{36} Error: Task timed out after 1\.00 seconds$/);
    }
  });

  it("report an exit of their process, and start anew afterwards", async () => {
    for (let round = 0; round < 2; round++) {
      const { errorType, errorMessage } = await fault("crashing");
      assert.equal(errorType, "Runtime.ExitError");
      assert.match(errorMessage, /Runtime exited with error: exit status 3$/);
    }
  });

  it("name a missing handler, and a package that only lies outside the bundle", async () => {
    const outside = join(folder.assetFolder("node_modules"), "outside");
    mkdirSync(outside, { recursive: true });
    writeFileSync(join(outside, "index.js"), "");
    assert.equal((await fault("broken")).errorType, "Runtime.HandlerNotFound");
    assert.equal((await fault("needy")).errorMessage, "Cannot find package 'outside'");
  });

  it("answer 6 MB and fail above", async () => {
    const mostCharacters = 6 * 1024 * 1024 - 2;
    assert.equal((await answer("large", mostCharacters)).length, mostCharacters);
    assert.equal((await fault("large", mostCharacters + 1)).errorType, "Function.ResponseSizeTooLarge");
  });

  it("refuse an event above 6 MB, and above 1 MB when nobody waits", async () => {
    await assert.rejects(invoke("echo", "x".repeat(6 * 1024 * 1024)), { code: "RequestTooLargeException" });
    const payload = JSON.stringify("x".repeat(1024 * 1024));
    assert.throws(() => functions.invokeLater({ functionArn: arn("echo"), payload, caller: owner }), {
      code: "RequestTooLargeException",
    });
  });

  it("run in no more processes than reserved, one invocation at a time in each", async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => answer("counting")));
    assert.equal(new Set(answers.map(({ pid }) => pid)).size, 2);
    assert.equal(new Set(answers.map(({ pid, calls }) => `${pid} ${calls}`)).size, 6);
  });

  it("write what they print to a log of their own", async () => {
    await answer("printing");
    const log = join(cloud.folder, "logs", "printing.log");
    assert.ok(existsSync(log));
    assert.match(readFileSync(log, "utf8"), /a line of its log/);
  });

  it("stream bytes behind the prelude of status and headers", async () => {
    const chunks: Buffer[] = [];
    const invocation = { functionArn: arn("streaming"), payload: "{}", caller: owner };
    assert.equal(await functions.invokeStreaming(invocation, (data) => chunks.push(data)), undefined);
    const whole = Buffer.concat(chunks);
    const end = whole.indexOf(Buffer.alloc(8));
    assert.deepEqual(JSON.parse(whole.subarray(0, end).toString()), { statusCode: 201, headers: { a: "b" } });
    assert.deepEqual(whole.subarray(end + 8), Buffer.from([...Buffer.from("one"), 0xff, 0x00, ...Buffer.from("two")]));
  });

  it("need a permission when a service calls them", async () => {
    const caller = {
      kind: "service",
      principal: "apigateway.amazonaws.com",
      sourceArn: "arn:aws:execute-api:x",
    } as const;
    await assert.rejects(functions.invoke({ functionArn: arn("echo"), payload: "{}", caller }), {
      message:
        /apigateway.amazonaws.com is not authorized to perform: lambda:InvokeFunction on resource: .*:function:echo/,
    });
  });
});

describe("a function that could not run on AWS", () => {
  const start = (properties: Record<string, unknown>, role = functionRole) => {
    const folder = someFunctions();
    const module = functionsModule(() => ({ assetFolder: folder.assetFolder, localUrl: (value) => value }));
    const resources = { Role: role, F: folder.declare("f", sources.echo, properties) };
    return aCloud({ modules: [module], resources });
  };

  it("stops the start with a sentence", async () => {
    await assert.rejects(start({ Runtime: "python3.13" }), /F \(AWS::Lambda::Function\) is not understood/);
    await assert.rejects(start({ Layers: ["x"] }), /F \(AWS::Lambda::Function\) is not understood/);
    const variables = (Variables: Record<string, string>) => start({ Environment: { Variables } });
    await assert.rejects(variables({ AWS_REGION: "x" }), /does not allow the variable AWS_REGION/);
    await assert.rejects(variables({ A: "x" }), /does not allow the variable A/);
    await assert.rejects(variables({ LONG: "x".repeat(4096) }), /larger than 4096 bytes/);
  });

  it("stops the start when its role does not trust Lambda", async () => {
    const role = structuredClone(functionRole);
    role.Properties = { AssumeRolePolicyDocument: { Statement: [] } };
    await assert.rejects(start({}, role), /lambda.amazonaws.com is not authorized to perform: sts:AssumeRole/);
  });
});
