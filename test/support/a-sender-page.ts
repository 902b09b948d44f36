import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { simpleParser } from "mailparser";
import { DynamoSentMessages } from "../../src/aws/dynamodb-sent-messages.ts";
import { newOutboxItem } from "../../src/aws/ledger-items.ts";
import { carryOut, carryOutOpenEffects } from "../../src/gateway/carry-out.ts";
import type { SentMessages } from "../../src/sender/sent-message.ts";
import type { Outbox } from "../../src/tracking/outbox.ts";
import { aPortal } from "../functions/pickup-api/a-portal.ts";
import { type AGateway, aGateway, aMessage, gatewayDomain } from "./a-gateway.ts";

/** Parts of a gateway that serve its senders, on the gateway's own ledger; effects are carried out at once. */
export function senderPortsOf({ ports, table }: AGateway): { sent: SentMessages; outbox: Outbox } {
  const bell = {
    ring: async (about: { readonly id: string } | { readonly messageId: string }) => {
      await ("id" in about ? carryOut(ports, about.id) : carryOutOpenEffects(ports, about.messageId));
    },
  };
  return {
    sent: new DynamoSentMessages(table.client, table.name, bell),
    outbox: {
      add: async (effect) => {
        const id = `j_${ports.clock.token(16).replaceAll("_", "-")}`;
        const at = ports.clock.now().toISOString();
        await table.client.send(new PutCommand({ TableName: table.name, Item: newOutboxItem(id, effect, at, at) }));
        await carryOut(ports, id);
      },
    },
  };
}

/** A gateway and the Message Pickup Center as its senders see it. */
export async function aSenderPage(options: { portalUrl?: string } = {}) {
  const gateway = await aGateway();
  const { sent, outbox } = senderPortsOf(gateway);
  const { senders, clock } = gateway.ports;
  const portal = await aPortal({ now: () => clock.now(), sent, senders, outbox, ...options });
  /** Takes in a message that gets sealed, and answers its id and the path of the sender's page. */
  const seal = async (to: readonly string[], change: Parameters<typeof aMessage>[0] = {}) => {
    const messageId = await gateway.receive(aMessage({ body: "Card 4111 1111 1111 1111", ...change }), {
      to: to.map((address) => `${address.replace("@", "=")}@${gatewayDomain}`),
    });
    const { text } = await lastMailTo("anna@company.example");
    return { messageId, path: /\/s\/[\w-]+/.exec(text)?.[0] ?? "" };
  };
  const lastMailTo = async (address: string) => {
    const mail = gateway.sent.findLast(({ to }) => to.includes(address));
    if (mail === undefined) throw new Error(`no mail to ${address}`);
    const { subject = "", text = "", html } = await simpleParser(mail.raw);
    return { subject, text, html: html || "", tls: mail.tls };
  };
  return { gateway, portal, seal, lastMailTo };
}
