import type { ServiceModule } from "../core/service.ts";
import { sesTypes } from "./resource-types.ts";
import { LocalSes, type SesOptions } from "./service.ts";

/** SES of the local cloud. */
export const sesModule = (options: SesOptions = {}): ServiceModule => ({
  signingName: "ses",
  resourceTypes: sesTypes,
  create: async (cloud) => new LocalSes(cloud, options),
});
