import type { AddressInfo, Server } from "node:net";
import { SealgateError } from "../../src/errors.ts";

/** Listens on the loopback interface; a port that is taken is said in a sentence that names its purpose. */
export function listenOn(server: Server, port: number, purpose: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(portProblem(error, port, purpose)));
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

/** Says in a sentence why a port could not be had; any other error comes back as it is. */
export function portProblem(error: NodeJS.ErrnoException, port: number, purpose: string): Error {
  if (error.code !== "EADDRINUSE" && error.code !== "EACCES") return error;
  const why = error.code === "EADDRINUSE" ? "is in use by another program" : "may not be used by this user";
  return new SealgateError(
    "port-not-free",
    500,
    `port ${port} (${purpose}) ${why}; choose another with --${purpose}-port`,
  );
}
