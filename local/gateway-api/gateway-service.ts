import type { Server } from "node:http";
import { listenOn } from "../core/listen.ts";
import { type CloudContext, ServiceError, type ServiceModule, type ServiceResponse } from "../core/service.ts";
import type { GatewayApi } from "./gateway-api.ts";
import { gatewayTypes } from "./resource-types.ts";
import { type RestApi, readRestApis } from "./rest-api.ts";
import { createWebServer, type Sites } from "./web-server.ts";

/** How the web port is set up. */
export type GatewayOptions = {
  /** 0 chooses a free port. */
  readonly port: number;
  /** Further sites on the same port, asked for at each request. */
  sites(cloud: CloudContext): Sites;
};

class GatewayService implements GatewayApi {
  readonly signingName = "execute-api";
  readonly port: number;
  readonly #apis: readonly RestApi[];
  readonly #server: Server;
  readonly #cloud: CloudContext;

  constructor(cloud: CloudContext, apis: readonly RestApi[], server: Server, port: number) {
    this.#cloud = cloud;
    this.#apis = apis;
    this.#server = server;
    this.port = port;
  }

  originOf(name: string): string {
    return `http://${name}.localhost:${this.port}`;
  }

  localUrl(text: string): string {
    const { region } = this.#cloud.deployment;
    return this.#apis.reduce(
      (url, api) => url.replaceAll(`https://${api.id}.execute-api.${region}.amazonaws.com`, this.originOf(api.stage)),
      text,
    );
  }

  async handle(): Promise<ServiceResponse> {
    throw new ServiceError("UnknownOperationException", "APIs are called by their host name", 404);
  }

  fail(error: ServiceError): ServiceResponse {
    return { status: error.status, body: JSON.stringify({ message: error.message }) };
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** API Gateway and the other sites of the web port. */
export function gatewayModule(options: GatewayOptions): ServiceModule {
  return {
    signingName: "execute-api",
    resourceTypes: gatewayTypes,
    create: async (cloud) => {
      const apis = readRestApis(cloud.resources);
      const server = createWebServer(apis, () => options.sites(cloud), cloud);
      const port = await listenOn(server, options.port, "web");
      return new GatewayService(cloud, apis, server, port);
    },
  };
}
