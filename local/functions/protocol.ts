/** What the parent asks of a function's process. */
export type Invoke = {
  readonly id: string;
  /** The event as JSON text. */
  readonly payload: string;
  readonly functionArn: string;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
};

/** An error as the Lambda runtime reports it. */
export type FunctionFault = {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
};

/** What a function's process tells its parent. */
export type Report =
  | { readonly kind: "ready" }
  | { readonly kind: "chunk"; readonly id: string; readonly data: Uint8Array; readonly stream: boolean }
  | { readonly kind: "end"; readonly id: string }
  | { readonly kind: "fault"; readonly id: string | undefined; readonly fault: FunctionFault };
