import { fileURLToPath } from "node:url";
import { createAdminContext } from "../../src/context/admin.ts";
import { createHandler } from "./create-handler.ts";

const staticFolder = fileURLToPath(new URL("./static", import.meta.url));

/** Answers the Administrative Console's files and its API. */
export const handler = createHandler(createAdminContext(process.env), staticFolder);
