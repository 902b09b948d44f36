import type { ServiceModule } from "../core/service.ts";
import { LocalQueues } from "./queues.ts";
import { queueTypes, topicTypes } from "./resource-types.ts";
import { LocalTopics } from "./topics.ts";

/** SQS of the local cloud. */
export const sqsModule: ServiceModule = {
  signingName: "sqs",
  resourceTypes: queueTypes,
  create: async (cloud) => new LocalQueues(cloud),
};

/** SNS of the local cloud. */
export const snsModule: ServiceModule = {
  signingName: "sns",
  resourceTypes: topicTypes,
  create: async (cloud) => new LocalTopics(cloud),
};
