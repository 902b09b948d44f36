import type { Caller, LocalService } from "../core/service.ts";
import type { FunctionFault } from "./protocol.ts";

/** How an invocation ended: with the payload the handler answered, or with a fault. */
export type Outcome =
  | { readonly kind: "answer"; readonly payload: Buffer }
  | { readonly kind: "fault"; readonly fault: FunctionFault };

/** One call of a function. */
export type Invocation = {
  readonly functionArn: string;
  /** The event as JSON text. */
  readonly payload: string;
  readonly caller: Caller;
};

/** Lambda inside the process: `cloud.service<Functions>("lambda")`. Each call needs lambda:InvokeFunction for its caller. */
export interface Functions extends LocalService {
  /** Waits for the answer; 6 MB each way. */
  invoke(invocation: Invocation): Promise<Outcome>;
  /** Hands out the answer while it is written, up to 200 MB; resolves when it is whole. */
  invokeStreaming(invocation: Invocation, onData: (data: Buffer) => void): Promise<FunctionFault | undefined>;
  /** Accepts the event (1 MB) and returns; a fault is tried twice more, as Lambda does. */
  invokeLater(invocation: Invocation): void;
  /** What an event source calls: the function's own role polls, so no permission of the function is asked. */
  invokeForSource(functionArn: string, payload: string): Promise<Outcome>;
  /** Who the function is when it calls AWS. */
  callerOf(functionArn: string): Caller;
}
