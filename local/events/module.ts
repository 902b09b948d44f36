import { physicalName } from "../core/physical-name.ts";
import { ServiceError, type ServiceModule } from "../core/service.ts";
import { readMappings } from "./declared-sources.ts";
import { EventSource } from "./event-source.ts";
import { readSchedules, ruleArn } from "./schedule.ts";

/** What makes functions run without being called: queues and schedules. A schedule fires at the start, then at its rate. */
export const eventsModule: ServiceModule = {
  signingName: "events",
  resourceTypes: [
    {
      type: "AWS::Events::Rule",
      ref: (declared, deployment) => physicalName(declared, deployment, { property: "Name", longest: 64 }),
      attribute: (name, ref, deployment) => (name === "Arn" ? ruleArn(ref, deployment) : undefined),
    },
  ],
  create: async (cloud) => {
    const schedules = readSchedules(cloud);
    const mappings = readMappings(cloud);
    const sources: EventSource[] = [];
    const timers: NodeJS.Timeout[] = [];
    return {
      signingName: "events",
      handle: async () => {
        throw new ServiceError(
          "UnknownOperationException",
          "the local cloud does not answer EventBridge's own API",
          404,
        );
      },
      fail: (error) => ({ status: error.status, body: JSON.stringify({ __type: error.code, message: error.message }) }),
      start: async () => {
        for (const mapping of mappings) {
          const source = new EventSource(mapping, cloud);
          source.start();
          sources.push(source);
        }
        for (const { fire, every } of schedules) {
          fire();
          timers.push(setInterval(fire, every));
        }
      },
      close: async () => {
        for (const source of sources) source.stop();
        for (const timer of timers) clearInterval(timer);
      },
    };
  },
};
