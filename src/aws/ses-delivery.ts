import {
  BadRequestException,
  MessageRejected,
  type SESv2Client,
  SESv2ServiceException,
  SendEmailCommand,
} from "@aws-sdk/client-sesv2";
import { type Delivery, DeliveryInDoubtError, DeliveryRefusedError, type OutgoingMail } from "../gateway/delivery.ts";

/** Name of the message tag that carries the outbox id. */
export const outboxTag = "outbox";

/** Delivery through SES v2 (raw messages up to 40 MB). The client must not repeat calls by itself: SES cannot tell. */
export class SesDelivery implements Delivery {
  readonly #client: SESv2Client;
  readonly #configurationSets: Readonly<Record<OutgoingMail["tls"], string>>;

  constructor(client: SESv2Client, configurationSets: Readonly<Record<OutgoingMail["tls"], string>>) {
    this.#client = client;
    this.#configurationSets = configurationSets;
  }

  async send(mail: OutgoingMail): Promise<{ deliveryId: string }> {
    try {
      const { MessageId = "" } = await this.#client.send(
        new SendEmailCommand({
          FromEmailAddress: mail.from,
          Destination: { ToAddresses: [...mail.to] },
          Content: { Raw: { Data: mail.raw } },
          ConfigurationSetName: this.#configurationSets[mail.tls],
          EmailTags: [{ Name: outboxTag, Value: mail.outboxId }],
        }),
      );
      return { deliveryId: MessageId };
    } catch (error) {
      if (isRefusal(error)) throw new DeliveryRefusedError(error.message, error);
      throw hasNotLeft(error) ? error : new DeliveryInDoubtError(error);
    }
  }
}

/** An identity that is not verified yet may be soon; every other refusal of a message stays one. */
function isRefusal(error: unknown): error is Error {
  if (error instanceof MessageRejected) return !/not verified/i.test(error.message);
  return error instanceof BadRequestException;
}

/** SES said no before it took the mail, or was never reached. */
function hasNotLeft(error: unknown): boolean {
  if (error instanceof SESv2ServiceException) {
    const status = error.$metadata.httpStatusCode ?? 500;
    return status < 500 || status === 503;
  }
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ECONNREFUSED" || code === "ENOTFOUND";
}
