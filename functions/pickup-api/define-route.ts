import type { PickupContext } from "../../src/context/pickup.ts";
import { type Call, routesOf } from "../middleware/route.ts";
import type { Recipient } from "./principal.ts";

/** What every route of the pickup API is called with. */
export type PickupCall<Input = unknown> = Call<PickupContext, Recipient | null, Input>;

/** Makes one route of the pickup API. */
export const route = routesOf<PickupContext, Recipient, Recipient["role"]>();
