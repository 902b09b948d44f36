import assert from "node:assert/strict";
import type { AddressInfo } from "node:net";
import { afterEach, describe, it } from "node:test";
import { SMTPServer } from "smtp-server";
import type { Ses } from "../../../local/ses/ses.ts";
import { selfSigned } from "../../../local/smtp/certificate.ts";
import type { ACloud } from "../../support/a-cloud.ts";
import { aMailCloud, events, mailResources, rawMail, send } from "./a-mail-account.ts";

type Event = Record<string, never> & { eventType: string; mail: { tags: Record<string, string[]>; messageId: string } };
const to = (...ToAddresses: string[]) => ({ Destination: { ToAddresses } });

describe("events of sent mail", () => {
  let cloud: ACloud;
  let host: SMTPServer | undefined;
  afterEach(async () => {
    await cloud.close();
    if (host) await new Promise<void>((resolve) => host?.close(resolve));
    host = undefined;
  });
  const of = async (count: number) => (await events(cloud, count)) as unknown as Event[];
  const kinds = (list: readonly Event[]) => list.map(({ eventType }) => eventType).sort();

  it("tell Send and Delivery in SES's form, with the tags of the call", async () => {
    cloud = await aMailCloud();
    const id = await send(cloud, rawMail({ To: "Bob <bob@partner.example>" }), {
      EmailTags: [{ Name: "ledger", Value: "m-1" }],
    });
    const [sent, delivery] = await of(2);
    assert.deepEqual(kinds([sent, delivery] as Event[]), ["Delivery", "Send"]);
    const event = [sent, delivery].find((one) => one?.eventType === "Delivery") as unknown as {
      delivery: Record<string, unknown>;
      mail: Record<string, unknown> & { tags: Record<string, string[]> };
    };
    assert.deepEqual(event.delivery.recipients, ["bob@partner.example"]);
    assert.equal(event.delivery.smtpResponse, "250 ok");
    assert.ok(event.delivery.reportingMTA);
    assert.equal(event.mail.messageId, id);
    assert.equal(event.mail.source, "alice@company.example");
    assert.equal(event.mail.sourceArn, "arn:aws:ses:us-east-1:111122223333:identity/company.example");
    assert.equal(event.mail.sendingAccountId, "111122223333");
    assert.deepEqual(event.mail.destination, ["bob@partner.example"]);
    assert.deepEqual(event.mail.tags.ledger, ["m-1"]);
    assert.deepEqual(event.mail.tags["ses:configuration-set"], ["require"]);
    assert.deepEqual(event.mail.tags["ses:from-domain"], ["company.example"]);
    assert.deepEqual(cloud.service<Ses>("ses").outbox.get(id)?.pending, []);
  });

  it("simulate bounces, complaints, out-of-office answers, suppression, delay and silence", async () => {
    cloud = await aMailCloud();
    const addresses = ["bounce", "complaint", "ooto+7", "suppressionlist", "delay", "slow"];
    const id = await send(cloud, rawMail({}), to(...addresses.map((name) => `${name}@simulator.amazonses.com`)));
    const list = await of(9);
    assert.deepEqual(kinds(list), [
      "Bounce",
      "Bounce",
      "Bounce",
      "Complaint",
      "Delivery",
      "Delivery",
      "Delivery",
      "DeliveryDelay",
      "Send",
    ]);
    const bounces = list
      .filter(({ eventType }) => eventType === "Bounce")
      .map((event) => (event as never as { bounce: Record<string, never> }).bounce);
    assert.deepEqual(bounces.map(({ bounceType, bounceSubType }) => `${bounceType}/${bounceSubType}`).sort(), [
      "Permanent/General",
      "Permanent/Suppressed",
      "Transient/General",
    ]);
    const hard = bounces.find(({ bounceSubType }) => bounceSubType === "General") as
      | Record<string, unknown>
      | undefined;
    assert.deepEqual(hard?.bouncedRecipients, [
      {
        emailAddress: "bounce@simulator.amazonses.com",
        action: "failed",
        status: "5.1.1",
        diagnosticCode: "smtp; 550 5.1.1 user unknown",
      },
    ]);
    assert.deepEqual(cloud.service<Ses>("ses").outbox.get(id)?.pending, ["slow@simulator.amazonses.com"]);
  });

  it("publish only the types that the event destination matches", async () => {
    cloud = await aMailCloud();
    await send(cloud, rawMail({}), { ConfigurationSetName: "optional", ...to("bounce@simulator.example") });
    assert.deepEqual(kinds(await of(1)), ["Bounce"]);
  });

  it("reject a virus after the mail was taken", async () => {
    cloud = await aMailCloud();
    const eicar = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}", "$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join("");
    await send(cloud, rawMail({}, `${eicar}\n`));
    assert.deepEqual(kinds(await of(2)), ["Reject", "Send"]);
  });

  it("come after a restart for what was not yet told", async () => {
    cloud = await aMailCloud();
    await send(cloud, rawMail({}));
    await cloud.restart();
    assert.deepEqual(kinds(await of(2)), ["Delivery", "Send"]);
  });

  it("are lost, with a line in the log, when the topic's policy does not name SES", async () => {
    cloud = await aMailCloud({
      TopicPolicy: {
        ...mailResources.TopicPolicy,
        Properties: { Topics: [], PolicyDocument: { Version: "2012-10-17", Statement: [] } },
      } as never,
    });
    const id = await send(cloud, rawMail({}), to("bounce@simulator.example"));
    const outbox = cloud.service<Ses>("ses").outbox;
    while ((outbox.get(id)?.pending.length ?? 0) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(outbox.get(id)?.events.at(-1)?.type, "Bounce");
  });

  const relayed = async (options: ConstructorParameters<typeof SMTPServer>[0]) => {
    const got: { from: string; to: string; secure: boolean; raw: string }[] = [];
    host = new SMTPServer({
      authOptional: true,
      disableReverseLookup: true,
      ...selfSigned(["localhost"], new Date()),
      onData: (stream, { envelope, secure }, done) => {
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("end", () => {
          const from = envelope.mailFrom ? envelope.mailFrom.address : "";
          got.push({ from, to: envelope.rcptTo[0]?.address ?? "", secure, raw: Buffer.concat(chunks).toString() });
          done(null, "queued as 42");
        });
      },
      ...options,
    });
    const { server } = host;
    await new Promise<void>((resolve) => host?.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    cloud = await aMailCloud({}, `smtp://127.0.0.1:${port}`);
    return got;
  };

  it("tell what a relay's host answered, over TLS where it is offered", async () => {
    const got = await relayed({});
    const id = await send(cloud, rawMail({ Bcc: "x@partner.example", To: "bob@partner.example" }));
    const delivery = (await of(2)).find(({ eventType }) => eventType === "Delivery") as never as {
      delivery: { smtpResponse: string };
    };
    assert.match(delivery.delivery.smtpResponse, /^250 .*queued as 42/);
    assert.deepEqual(
      got.map(({ from, to, secure }) => [from, to, secure]),
      [[`${id}@amazonses.com`, "bob@partner.example", true]],
    );
    assert.ok(!got[0]?.raw.includes("Bcc"));
  });

  it("bounce when TLS is required and the relay's host has none, and deliver when it is not required", async () => {
    const got = await relayed({ disabledCommands: ["STARTTLS", "AUTH"] });
    await send(cloud, rawMail({}));
    const bounce = (await of(2)).find(({ eventType }) => eventType === "Bounce") as never as {
      bounce: { bounceType: string };
    };
    assert.equal(bounce.bounce.bounceType, "Permanent");
    assert.equal(got.length, 0);
    const id = await send(cloud, rawMail({}), { ConfigurationSetName: "optional" });
    const outbox = cloud.service<Ses>("ses").outbox;
    while ((outbox.get(id)?.pending.length ?? 0) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    assert.deepEqual(
      got.map(({ secure }) => secure),
      [false],
    );
  });

  it("bounce with the host's own words when it refuses for good", async () => {
    await relayed({
      onRcptTo: (_, __, done) => done(Object.assign(new Error("5.1.1 no such user here"), { responseCode: 550 })),
    });
    await send(cloud, rawMail({}));
    const bounce = (await of(2)).find(({ eventType }) => eventType === "Bounce") as never as {
      bounce: { bouncedRecipients: { status: string; diagnosticCode: string }[] };
    };
    assert.equal(bounce.bounce.bouncedRecipients[0]?.status, "5.1.1");
    assert.match(bounce.bounce.bouncedRecipients[0]?.diagnosticCode ?? "", /no such user here/);
  });

  it("delay first when the relay's host cannot be reached", async () => {
    cloud = await aMailCloud({}, "smtp://127.0.0.1:1");
    const id = await send(cloud, rawMail({}));
    assert.deepEqual(kinds(await of(2)), ["DeliveryDelay", "Send"]);
    assert.deepEqual(cloud.service<Ses>("ses").outbox.get(id)?.pending, ["bob@partner.example"]);
  });
});
