import { type ResourceType, ServiceError, type ServiceModule } from "../core/service.ts";
import { provide } from "./custom-resource.ts";
import { ResponseServer } from "./response-server.ts";

const named = (type: string): ResourceType => ({
  type,
  ref: (declared, { stackName }) => `${stackName}-${declared.logicalId}`,
  attribute: () => undefined,
});

/** Custom resources: their functions run once the rest of the cloud is up; a failure stops the start with its reason. */
export const customResourcesModule: ServiceModule = {
  signingName: "cloudformation",
  resourceTypes: [named("AWS::CloudFormation::CustomResource"), named("Custom::*")],
  create: async (cloud) => ({
    signingName: "cloudformation",
    handle: async () => {
      throw new ServiceError("UnknownOperation", "the local cloud does not answer CloudFormation's own API", 404);
    },
    fail: (error) => ({ status: error.status, body: JSON.stringify({ code: error.code, message: error.message }) }),
    start: async () => {
      const server = new ResponseServer();
      await server.listen();
      try {
        for (const resource of cloud.resources) if (isCustom(resource.type)) await provide(resource, cloud, server);
      } finally {
        await server.close();
      }
    },
    close: async () => {},
  }),
};

function isCustom(type: string): boolean {
  return type.startsWith("Custom::") || type === "AWS::CloudFormation::CustomResource";
}
