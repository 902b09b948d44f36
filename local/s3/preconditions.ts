import { ServiceError } from "../core/service.ts";
import type { Precondition } from "./bucket-store.ts";
import type { ObjectRecord } from "./object-record.ts";

type Headers = Readonly<Record<string, string>>;

const failed = (condition: string): ServiceError =>
  new ServiceError("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", 412, {
    Condition: condition,
  });

const seconds = (date: Date): number => Math.floor(date.getTime() / 1000);

function names(header: string, etag: string): boolean {
  return header.split(",").some((tag) => tag.trim() === "*" || tag.trim().replaceAll('"', "") === etag);
}

/** What If-None-Match: * and If-Match ask of the object a write would replace. */
export function writePrecondition(headers: Headers): Precondition {
  const { "if-none-match": noneMatch, "if-match": match } = headers;
  if (noneMatch !== undefined && noneMatch !== "*")
    throw new ServiceError(
      "NotImplemented",
      "A header you provided implies functionality that is not implemented",
      501,
      {
        Header: "If-None-Match",
      },
    );
  return (current) => {
    if (noneMatch !== undefined && current) throw failed("If-None-Match");
    if (match === undefined) return;
    if (!current) throw new ServiceError("NoSuchKey", "The specified key does not exist.", 404);
    if (!names(match, current.etag)) throw failed("If-Match");
  };
}

function since(header: string | undefined): number | undefined {
  const time = header === undefined ? Number.NaN : Date.parse(header);
  return Number.isNaN(time) ? undefined : time / 1000;
}

/** How a conditional read is answered; throws PreconditionFailed. */
export function readPrecondition(headers: Headers, { etag, lastModified }: ObjectRecord): "send" | "not-modified" {
  const { "if-match": match, "if-none-match": noneMatch } = headers;
  const unmodified = since(headers["if-unmodified-since"]);
  const modified = since(headers["if-modified-since"]);
  if (match !== undefined && !names(match, etag)) throw failed("If-Match");
  if (match === undefined && unmodified !== undefined && seconds(lastModified) > unmodified)
    throw failed("If-Unmodified-Since");
  if (noneMatch !== undefined) return names(noneMatch, etag) ? "not-modified" : "send";
  return modified !== undefined && seconds(lastModified) <= modified ? "not-modified" : "send";
}
