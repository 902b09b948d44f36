import { crc32 } from "node:zlib";
import {
  type CloudContext,
  type LocalService,
  ServiceError,
  type ServiceModule,
  type ServiceRequest,
  type ServiceResponse,
} from "../core/service.ts";
import { Call } from "./call.ts";
import { unknownOperation } from "./failures.ts";
import { ItemStore } from "./item-store.ts";
import { operations } from "./operations/index.ts";
import { sweep } from "./sweep.ts";
import type { Table } from "./table.ts";
import { declaredTables, tableResource } from "./table-resource.ts";

const signingName = "dynamodb";
const sweepInterval = 60_000;

/** DynamoDB of the local cloud; each call is done and durable when it is answered. */
export class DynamoDb implements LocalService {
  readonly signingName = signingName;
  readonly #cloud: CloudContext;
  readonly #tables: ReadonlyMap<string, Table>;
  readonly #store: ItemStore;
  #timer: NodeJS.Timeout | undefined;

  constructor(cloud: CloudContext) {
    this.#cloud = cloud;
    this.#tables = new Map(declaredTables(cloud).map((table) => [table.name, table]));
    this.#store = new ItemStore(cloud.stateFolder(signingName), [...this.#tables.values()]);
  }

  async handle(request: ServiceRequest): Promise<ServiceResponse> {
    const name = request.headers["x-amz-target"]?.split(".").at(-1) ?? "";
    const operation = operations.get(name);
    if (!operation) throw unknownOperation(name);
    const call = new Call(this.#cloud, this.#tables, this.#store, request.caller);
    return respond(200, operation(bodyOf(request), call), request);
  }

  fail(error: ServiceError, request: ServiceRequest): ServiceResponse {
    const denied = error.code === "AccessDenied";
    const code = denied ? "AccessDeniedException" : error.code;
    const status = denied ? 400 : error.status;
    const body = { __type: `com.amazonaws.dynamodb.v20120810#${code}`, message: error.message, ...error.details };
    return respond(status, body, request);
  }

  async start(): Promise<void> {
    this.#timer = setInterval(() => this.sweep(), sweepInterval).unref();
  }

  /** Deletes items whose time is over, as DynamoDB does now and then. */
  sweep(): void {
    sweep(this.#store, [...this.#tables.values()], this.#cloud.now());
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#store.close();
  }
}

const bodyOf = ({ body }: ServiceRequest): unknown => {
  try {
    return JSON.parse(body.toString());
  } catch {
    throw new ServiceError("SerializationException", "the body is not JSON");
  }
};

const respond = (status: number, content: object, { requestId }: ServiceRequest): ServiceResponse => {
  const body = JSON.stringify(content);
  return {
    status,
    headers: {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-crc32": String(crc32(body)),
      "x-amzn-requestid": requestId,
    },
    body,
  };
};

/** The tables of the stack and the service that keeps their items. */
export const dynamodbModule: ServiceModule = {
  signingName,
  resourceTypes: [tableResource],
  create: async (cloud) => new DynamoDb(cloud),
};
