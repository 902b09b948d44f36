import type { CloudContext, ServiceModule } from "../core/service.ts";
import { type FunctionOptions, FunctionsService } from "./functions-service.ts";
import { functionTypes } from "./resource-types.ts";

/** Lambda of the local cloud; the options are made once the cloud is known. */
export function functionsModule(options: (cloud: CloudContext) => FunctionOptions): ServiceModule {
  return {
    signingName: "lambda",
    resourceTypes: functionTypes,
    create: async (cloud) => new FunctionsService(cloud, options(cloud)),
  };
}
