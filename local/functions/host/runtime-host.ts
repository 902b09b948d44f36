import type { FunctionFault, Invoke, Report } from "../protocol.ts";
import { defineGlobals, isStreaming } from "./aws-lambda-globals.ts";
import { loadHandler } from "./load-handler.ts";
import { ResponseStream } from "./response-stream.ts";

type Handler = (event: unknown, context: object) => unknown;

const environment = process.env;
let current: string | undefined;

function report(message: Report, done: (error?: Error | null) => void = () => {}): void {
  process.send?.(message, undefined, undefined, done);
}

function faultOf(error: unknown): FunctionFault {
  if (!(error instanceof Error)) return { errorType: "Error", errorMessage: String(error) };
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? "").split("\n") };
}

function contextOf({ id, deadline, functionArn }: Invoke): object {
  return {
    awsRequestId: id,
    invokedFunctionArn: functionArn,
    functionName: environment.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: environment.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: environment.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: environment.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: environment.AWS_LAMBDA_LOG_STREAM_NAME,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}

async function run(handler: object, invoke: Invoke): Promise<void> {
  const { id } = invoke;
  const event: unknown = JSON.parse(invoke.payload);
  if (isStreaming(handler)) {
    const stream = new ResponseStream((data, done) => report({ kind: "chunk", id, data, stream: true }, done));
    const finished = new Promise<void>((resolve, reject) => stream.on("finish", resolve).on("error", reject));
    await Promise.all([handler(event, stream, contextOf(invoke)).then(() => stream.end()), finished]);
  } else {
    const answer = JSON.stringify(await (handler as Handler)(event, contextOf(invoke))) ?? "null";
    report({ kind: "chunk", id, data: Buffer.from(answer), stream: false });
  }
  report({ kind: "end", id });
}

function die(error: unknown): void {
  report({ kind: "fault", id: current, fault: faultOf(error) }, () => process.exit(1));
}

/** Loads the handler once, then works through invocations one at a time until the parent goes. */
async function main(): Promise<void> {
  process.on("disconnect", () => process.exit(0));
  process.on("uncaughtException", die);
  process.on("unhandledRejection", die);
  defineGlobals();
  const handler = await loadHandler(environment.LAMBDA_TASK_ROOT ?? "", environment._HANDLER ?? "");
  process.on("message", (invoke: Invoke) => {
    current = invoke.id;
    process.stdout.write(`START RequestId: ${invoke.id}\n`);
    run(handler, invoke)
      .catch((error: unknown) => {
        process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
        report({ kind: "fault", id: invoke.id, fault: faultOf(error) });
      })
      .finally(() => process.stdout.write(`END RequestId: ${invoke.id}\n`));
  });
  report({ kind: "ready" });
}

main().catch(die);
