import { randomUUID } from "node:crypto";
import { z } from "zod";
import { readProperties } from "../core/read-properties.ts";
import {
  type Caller,
  type CloudContext,
  type Resource,
  ServiceError,
  type ServiceRequest,
  type ServiceResponse,
} from "../core/service.ts";
import type { Kms } from "../kms/kms.ts";
import type { Messaging, Publication, Topics } from "./messaging.ts";
import { notificationEnvelope } from "./notification-envelope.ts";

const MAXIMUM_BYTES = 262_144;

type Subscription = { readonly arn: string; readonly queueArn: string; readonly raw: boolean };
type TopicSettings = {
  readonly arn: string;
  readonly kmsKeyId?: string;
  readonly policy?: unknown;
  readonly subscriptions: readonly Subscription[];
};

const topicProperties = z.strictObject({
  TopicName: z.string().optional(),
  DisplayName: z.string().optional(),
  KmsMasterKeyId: z.string().optional(),
  Tags: z.unknown().optional(),
});

const subscriptionProperties = z.strictObject({
  TopicArn: z.string(),
  /** An address gets nothing: nobody confirms its subscription here. */
  Protocol: z.enum(["sqs", "email", "email-json"], "the local SNS delivers to queues only"),
  Endpoint: z.string(),
  RawMessageDelivery: z.boolean().default(false),
});

const policyProperties = z.object({
  Topics: z.array(z.string()),
  PolicyDocument: z.object({ Statement: z.union([z.array(z.unknown()), z.unknown()]) }),
});

function declaredTopics(resources: readonly Resource[]): Map<string, TopicSettings> {
  const of = (type: string) => resources.filter((resource) => resource.type === type);
  const subscriptions = of("AWS::SNS::Subscription")
    .map((one) => ({ ref: one.ref, ...readProperties(subscriptionProperties, one) }))
    .filter(({ Protocol }) => Protocol === "sqs");
  const policies = of("AWS::SNS::TopicPolicy").map((one) => readProperties(policyProperties, one));
  const topics = of("AWS::SNS::Topic").map((one): TopicSettings => {
    const { ref } = one;
    const { KmsMasterKeyId } = readProperties(topicProperties, one);
    const statements = policies.filter(({ Topics }) => Topics.includes(ref)).flatMap((p) => p.PolicyDocument.Statement);
    return {
      arn: ref,
      ...(KmsMasterKeyId && { kmsKeyId: KmsMasterKeyId }),
      ...(statements.length > 0 && { policy: { Version: "2012-10-17", Statement: statements } }),
      subscriptions: subscriptions
        .filter(({ TopicArn }) => TopicArn === ref)
        .map((sub) => ({ arn: sub.ref, queueArn: sub.Endpoint, raw: sub.RawMessageDelivery })),
    };
  });
  return new Map(topics.map((topic) => [topic.arn, topic]));
}

/** SNS with its topics as declared; it delivers to queues before it answers, so it keeps nothing itself. */
export class LocalTopics implements Topics {
  readonly signingName = "sns";
  readonly #cloud: CloudContext;
  readonly #topics: Map<string, TopicSettings>;

  constructor(cloud: CloudContext) {
    this.#cloud = cloud;
    this.#topics = declaredTopics(cloud.resources);
  }

  async publish(topicArn: string, publication: Publication, caller: Caller): Promise<{ messageId: string }> {
    const topic = this.#topics.get(topicArn);
    if (topic === undefined) throw new ServiceError("NotFound", "Topic does not exist", 404);
    this.#cloud.authorize({ caller, action: "sns:Publish", resource: topicArn, resourcePolicy: topic.policy });
    await this.#checkKey(topic, caller);
    if (Buffer.byteLength(publication.message) > MAXIMUM_BYTES)
      throw new ServiceError("InvalidParameter", "Invalid parameter: Message too long");
    const messageId = randomUUID();
    for (const subscription of topic.subscriptions) await this.#deliver(topic, subscription, messageId, publication);
    return { messageId };
  }

  async handle(request: ServiceRequest): Promise<ServiceResponse> {
    const name = new URLSearchParams(request.body.toString()).get("Action") ?? "";
    throw new ServiceError("InvalidAction", `the local SNS does not know the operation ${name}`, 400);
  }

  fail(error: ServiceError, request: ServiceRequest): ServiceResponse {
    const text = (value: string) => value.replace(/&/g, "&amp;").replace(/</g, "&lt;");
    const body = `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>${text(error.code)}</Code><Message>${text(error.message)}</Message></Error><RequestId>${request.requestId}</RequestId></ErrorResponse>`;
    return { status: error.status, headers: { "content-type": "text/xml" }, body };
  }

  async close(): Promise<void> {}

  async #checkKey(topic: TopicSettings, caller: Caller): Promise<void> {
    if (topic.kmsKeyId === undefined) return;
    const kms = this.#cloud.service<Kms>("kms");
    const viaService = `sns.${this.#cloud.deployment.region}.amazonaws.com`;
    const about = { encryptionContext: { "aws:sns:topicArn": topic.arn }, caller, viaService };
    const { ciphertext } = await kms.generateDataKey({ keyId: topic.kmsKeyId, ...about });
    await kms.decrypt({ ciphertext, ...about });
  }

  async #deliver(topic: TopicSettings, subscription: Subscription, messageId: string, publication: Publication) {
    const { now, deployment } = this.#cloud;
    const body = subscription.raw
      ? publication.message
      : notificationEnvelope(
          { ...publication, topicArn: topic.arn, subscriptionArn: subscription.arn, messageId },
          now(),
        );
    const caller: Caller = {
      kind: "service",
      principal: "sns.amazonaws.com",
      sourceArn: topic.arn,
      sourceAccount: deployment.accountId,
    };
    try {
      await this.#cloud.service<Messaging>("sqs").send(subscription.queueArn, { body }, caller);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      this.#cloud.log(
        `SNS dropped a message of ${topic.arn} for ${subscription.queueArn}: ${error.code}: ${error.message}`,
      );
    }
  }
}
