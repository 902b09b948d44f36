import type { LocalService } from "../core/service.ts";

/** The web port inside the process: `cloud.service<GatewayApi>("execute-api")`. */
export interface GatewayApi extends LocalService {
  readonly port: number;
  /** Where a site is seen: `http://<name>.localhost:<port>`. */
  originOf(name: string): string;
  /** The one substitution of this cloud: execute-api origins of its REST APIs become the local origins of their stages. */
  localUrl(text: string): string;
}
