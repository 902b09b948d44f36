import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { sessionArnOf } from "../core/credentials.ts";
import { type Caller, type CloudContext, type Resource, ServiceError, type ServiceResponse } from "../core/service.ts";
import { type DeclaredFunction, permissionsOf, readFunction } from "./declared-function.ts";
import { checkDeclared, functionEnvironment } from "./function-environment.ts";
import { FunctionPool } from "./function-pool.ts";
import type { Functions, Invocation, Outcome } from "./functions.ts";
import type { FunctionFault } from "./protocol.ts";
import { functionArn } from "./resource-types.ts";

/** What the functions need beside the cloud. */
export type FunctionOptions = {
  /** The folder of an unpacked asset, by its S3 key. */
  assetFolder(key: string): string;
  /** Rewrites a declared environment value, for the one substitution this cloud makes. */
  localUrl(value: string): string;
};

type Running = {
  readonly declared: DeclaredFunction;
  readonly name: string;
  readonly policy: object;
  pool: FunctionPool | undefined;
};

const buffered = 6 * 1024 * 1024;
const asynchronous = 1024 * 1024;
const streamed = 200 * 1024 * 1024;
/** Processes of one function where the template reserves nothing. */
const defaultConcurrency = 4;
const retryAfter = [60_000, 120_000];

/** Every Lambda function of the stack, each in processes of its own. */
export class FunctionsService implements Functions {
  readonly signingName = "lambda";
  readonly #cloud: CloudContext;
  readonly #options: FunctionOptions;
  readonly #functions = new Map<string, Running>();
  readonly #retries = new Set<NodeJS.Timeout>();

  constructor(cloud: CloudContext, options: FunctionOptions) {
    this.#cloud = cloud;
    this.#options = options;
    for (const one of cloud.resources.filter(({ type }) => type === "AWS::Lambda::Function")) this.#declare(one);
  }

  async invoke(invocation: Invocation): Promise<Outcome> {
    this.#authorize(invocation);
    if (Buffer.byteLength(invocation.payload) > buffered)
      throw new ServiceError("RequestTooLargeException", `Request must be smaller than ${buffered} bytes`, 413);
    return this.#collect(invocation.functionArn, invocation.payload);
  }

  async invokeStreaming(invocation: Invocation, onData: (data: Buffer) => void): Promise<FunctionFault | undefined> {
    this.#authorize(invocation);
    let size = 0;
    return this.#run(invocation.functionArn, invocation.payload, (data) => {
      size += data.length;
      if (size <= streamed) onData(data);
    });
  }

  invokeLater(invocation: Invocation): void {
    this.#authorize(invocation);
    if (Buffer.byteLength(invocation.payload) > asynchronous)
      throw new ServiceError("RequestTooLargeException", `Request must be smaller than ${asynchronous} bytes`, 413);
    this.#attempt(invocation, 0);
  }

  invokeForSource(arn: string, payload: string): Promise<Outcome> {
    return this.#collect(arn, payload);
  }

  callerOf(arn: string): Caller {
    const { declared, name } = this.#find(arn);
    return {
      kind: "role",
      roleArn: declared.Role,
      sessionArn: sessionArnOf(declared.Role, name, this.#cloud.deployment),
    };
  }

  async handle(): Promise<ServiceResponse> {
    throw new ServiceError("UnknownOperationException", "the local cloud does not answer Lambda's own API", 404);
  }

  fail(error: ServiceError): ServiceResponse {
    const headers = { "content-type": "application/json", "x-amzn-errortype": error.code };
    return { status: error.status, headers, body: JSON.stringify({ message: error.message }) };
  }

  async close(): Promise<void> {
    for (const timer of this.#retries) clearTimeout(timer);
    await Promise.all([...this.#functions.values()].map((one) => one.pool?.close()));
  }

  #declare(resource: Resource): void {
    const declared = readFunction(resource);
    this.#cloud.roles.assertAssumable(declared.Role, "lambda.amazonaws.com");
    checkDeclared(resource.ref, declared.Environment?.Variables ?? {});
    const arn = functionArn(resource.ref, this.#cloud.deployment);
    const policy = permissionsOf(arn, this.#cloud.resources);
    this.#functions.set(arn, { declared, name: resource.ref, policy, pool: undefined });
  }

  #authorize({ caller, functionArn: resource }: Invocation): void {
    const { policy } = this.#find(resource);
    this.#cloud.authorize({ caller, action: "lambda:InvokeFunction", resource, resourcePolicy: policy });
  }

  #find(arn: string): Running {
    const found = this.#functions.get(arn);
    if (found === undefined) throw new ServiceError("ResourceNotFoundException", `Function not found: ${arn}`, 404);
    return found;
  }

  async #collect(arn: string, payload: string): Promise<Outcome> {
    const chunks: Buffer[] = [];
    let size = 0;
    const fault = await this.#run(arn, payload, (data) => {
      size += data.length;
      if (size <= buffered) chunks.push(data);
    });
    if (fault !== undefined) return { kind: "fault", fault };
    if (size <= buffered) return { kind: "answer", payload: Buffer.concat(chunks) };
    const errorMessage = `Response payload size exceeded maximum allowed payload size (${buffered} bytes).`;
    return { kind: "fault", fault: { errorType: "Function.ResponseSizeTooLarge", errorMessage } };
  }

  #attempt(invocation: Invocation, tried: number): void {
    const { functionArn: arn, payload } = invocation;
    this.#collect(arn, payload).then(
      (outcome) => {
        if (outcome.kind === "answer") return;
        this.#cloud.log(`lambda: ${arn}: ${outcome.fault.errorMessage}`);
        const pause = retryAfter[tried];
        if (pause === undefined) return;
        const timer = setTimeout(() => {
          this.#retries.delete(timer);
          this.#attempt(invocation, tried + 1);
        }, pause);
        this.#retries.add(timer);
      },
      (error: unknown) => this.#cloud.log(`lambda: ${arn}: ${String(error)}`),
    );
  }

  #run(arn: string, payload: string, onData: (data: Buffer) => void): Promise<FunctionFault | undefined> {
    const running = this.#find(arn);
    running.pool ??= this.#start(running);
    return running.pool.run({ id: randomUUID(), payload, functionArn: arn, deadline: 0 }, onData);
  }

  #start({ declared, name }: Running): FunctionPool {
    const { deployment, keys, url } = this.#cloud;
    const taskRoot = this.#options.assetFolder(declared.Code.S3Key);
    const variables = Object.entries(declared.Environment?.Variables ?? {});
    const environment = functionEnvironment({
      name,
      handler: declared.Handler,
      taskRoot,
      memoryMegabytes: declared.MemorySize,
      deployment,
      credentials: keys.forRole(declared.Role, name),
      endpoint: url,
      declared: Object.fromEntries(variables.map(([key, value]) => [key, this.#options.localUrl(value)])),
    });
    const settings = {
      taskRoot,
      environment,
      logFile: join(this.#cloud.logFolder(), `${name}.log`),
      memoryMegabytes: declared.MemorySize,
      timeoutSeconds: declared.Timeout,
    };
    return new FunctionPool(settings, declared.ReservedConcurrentExecutions ?? defaultConcurrency);
  }
}
