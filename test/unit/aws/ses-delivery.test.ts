import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, describe, it } from "node:test";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import { SesDelivery } from "../../../src/aws/ses-delivery.ts";
import { DeliveryInDoubtError, DeliveryRefusedError } from "../../../src/gateway/delivery.ts";

const mail = {
  outboxId: "m_1_send-2",
  from: "anna@company.example",
  to: ["bob@partner.example"],
  raw: Buffer.from("From: anna@company.example\r\n\r\nhello"),
  tls: "require",
} as const;

describe("delivery through SES", () => {
  let server: Server;
  let answer: (response: ServerResponse) => void = () => undefined;
  const bodies: Record<string, unknown>[] = [];
  before(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        bodies.push(JSON.parse(String(Buffer.concat(chunks))));
        answer(response);
      });
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  const deliveryAt = (port: number) =>
    new SesDelivery(
      new SESv2Client({
        endpoint: `http://127.0.0.1:${port}`,
        region: "us-east-1",
        credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "example" },
        maxAttempts: 1,
      }),
      { require: "tls-require", optional: "tls-optional" },
    );
  const send = () => deliveryAt((server.address() as AddressInfo).port).send(mail);
  const answering = (status: number, type: string, message: string) => (response: ServerResponse) => {
    response.writeHead(status, { "content-type": "application/json", "x-amzn-errortype": type });
    response.end(JSON.stringify({ message }));
  };

  it("names recipients, sender, configuration set and tag in the call", async () => {
    answer = (response) => response.end(JSON.stringify({ MessageId: "ses-1" }));
    assert.deepEqual(await send(), { deliveryId: "ses-1" });
    const { Content, ...named } = bodies.at(-1) as { Content: { Raw: { Data: string } } };
    assert.deepEqual(named, {
      FromEmailAddress: "anna@company.example",
      Destination: { ToAddresses: ["bob@partner.example"] },
      ConfigurationSetName: "tls-require",
      EmailTags: [{ Name: "outbox", Value: "m_1_send-2" }],
    });
    assert.ok(Buffer.from(Content.Raw.Data, "base64").equals(mail.raw));
  });

  const cases: [string, (response: ServerResponse) => void, "refused" | "in doubt" | "not left"][] = [
    ["SES refuses the message", answering(400, "MessageRejected", "Illegal content"), "refused"],
    ["SES refuses the request", answering(400, "BadRequestException", "Duplicate header"), "refused"],
    ["an identity is not verified", answering(400, "MessageRejected", "Email address is not verified."), "not left"],
    ["SES throttles", answering(429, "TooManyRequestsException", "Rate exceeded"), "not left"],
    ["the function has no right", answering(403, "AccessDeniedException", "not authorized"), "not left"],
    ["SES is unavailable", answering(503, "ServiceUnavailableException", "try again"), "not left"],
    ["SES fails", answering(500, "InternalServiceErrorException", "oops"), "in doubt"],
    ["the connection breaks", (response) => response.destroy(), "in doubt"],
    [
      "the answer is cut off",
      (response) => response.writeHead(200, { "content-length": "90" }).end('{"Mess'),
      "in doubt",
    ],
  ];
  for (const [when, behaviour, expected] of cases) {
    it(`says "${expected}" and calls once when ${when}`, async () => {
      answer = behaviour;
      const calls = bodies.length;
      const error = await send().then(
        () => assert.fail("sent"),
        (thrown: unknown) => thrown,
      );
      const isRefused = error instanceof DeliveryRefusedError;
      const said = isRefused ? "refused" : error instanceof DeliveryInDoubtError ? "in doubt" : "not left";
      assert.equal(said, expected);
      assert.equal(bodies.length, calls + 1);
    });
  }

  it(`says "not left" when SES cannot be reached at all`, async () => {
    const unused = createServer().listen(0, "127.0.0.1");
    await once(unused, "listening");
    const { port } = unused.address() as AddressInfo;
    unused.close();
    await once(unused, "close");
    await assert.rejects(deliveryAt(port).send(mail), (error) => !(error instanceof DeliveryInDoubtError));
  });
});
