import { createPickupContext } from "../../src/context/pickup.ts";
import { createHandler } from "./create-handler.ts";

/** Answers the Message Pickup Center's pages. */
export const handler = createHandler(createPickupContext(process.env));
