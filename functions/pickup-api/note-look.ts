import type { PickupContext } from "../../src/context/pickup.ts";
import { noteDownload } from "../../src/pickup/note-download.ts";
import { noteReading } from "../../src/pickup/note-reading.ts";
import type { Deposit, Downloaded } from "../../src/tracking/deposit.ts";
import type { Answer, WebRequest } from "../middleware/route.ts";
import { askerOf, type Recipient } from "./principal.ts";

type Look = { readonly context: PickupContext; readonly request: WebRequest; readonly principal: Recipient };

/** Notes that what is in a message leaves for whoever asked: it is read, whatever page was skipped. */
export async function noteLook({ context, request, principal }: Look, deposit: Deposit, what?: Downloaded) {
  if (request.method === "HEAD") return;
  const [asker, now] = [askerOf(principal), context.clock.now()];
  await noteReading(context, deposit, asker, now);
  if (what !== undefined) await noteDownload(context, deposit, asker, what, now);
}

/** What a browser that fetches ahead gets of a message: nothing yet, since nobody looks. It asks again when they do. */
export const notYet: Answer = { status: 425, headers: { "content-type": "text/plain; charset=utf-8" } };

export function isFetchedAhead({ path, headers }: WebRequest): boolean {
  return headers["sec-purpose"] !== undefined && path.startsWith("/messages/");
}
