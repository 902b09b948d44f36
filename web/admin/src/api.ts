import type { ProblemAnswer } from "../../../src/contracts/admin-api/problem.ts";
import type { SessionAnswer } from "../../../src/contracts/admin-api/session.ts";

/** A refusal or fault of the API; `code` is `unreachable` when there was no answer at all. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly reference: string;

  constructor({ code, status, title, reference }: ProblemAnswer) {
    super(title);
    this.name = "ApiError";
    this.code = code;
    this.status = status;
    this.reference = reference;
  }
}

/** The ways in which something is changed. */
export type ChangeMethod = "POST" | "PUT" | "PATCH" | "DELETE";

let formToken = "";

/** For forms that the browser sends itself. */
export function currentFormToken(): string {
  return formToken;
}

/** Asks who is signed in, and takes over the form token that changes need. */
export async function fetchSession(): Promise<SessionAnswer> {
  const session = await get<SessionAnswer>("api/session");
  formToken = session.formToken;
  return session;
}

/** Reads from the API; the path is relative to the console. */
export async function get<Answer>(path: string, signal?: AbortSignal): Promise<Answer> {
  return (await ask(path, { signal })).json() as Promise<Answer>;
}

/** Reads a file, or a part of one. */
export async function getBlob(path: string): Promise<Blob> {
  return (await ask(path, {})).blob();
}

/** Changes something; a form token that is out of date is renewed once. */
export async function post(path: string, body: unknown = {}): Promise<void> {
  await changeWith("POST", path, body);
}

/** Changes something and reads what the API answers; `undefined` when it answers nothing. */
export async function change<Answer = void>(
  method: ChangeMethod,
  path: string,
  body: unknown = {},
  signal?: AbortSignal,
): Promise<Answer> {
  const response = await changeWith(method, path, body, signal);
  return (response.status === 204 ? undefined : await response.json()) as Answer;
}

async function changeWith(method: ChangeMethod, path: string, body: unknown, signal?: AbortSignal): Promise<Response> {
  const send = () =>
    ask(path, {
      method,
      headers: { "content-type": "application/json", "x-form-token": formToken },
      body: JSON.stringify(body),
      signal,
    });
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== "stale-form") throw error;
    await fetchSession();
    return await send();
  }
}

async function ask(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(new URL(path, document.baseURI), { credentials: "same-origin", ...init });
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new ApiError({ code: "unreachable", status: 0, title: "The gateway did not answer.", reference: "" });
  }
  if (!response.ok) throw new ApiError(await problemOf(response));
  return response;
}

async function problemOf(response: Response): Promise<ProblemAnswer> {
  const { status } = response;
  const unknown = { code: "fault", status, title: "The gateway answered with an error.", reference: "" };
  try {
    return { ...unknown, ...((await response.json()) as Partial<ProblemAnswer>) };
  } catch {
    return unknown;
  }
}
