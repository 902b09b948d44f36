import { ServiceError } from "../core/service.ts";

/** Bytes from `start` up to but not including `end`. */
export type Range = { readonly start: number; readonly end: number };

/** One range of a Range header; undefined when there is none that S3 would read, InvalidRange when it lies outside. */
export function readRange(header: string | undefined, size: number): Range | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "");
  if (!match || (match[1] === "" && match[2] === "")) return undefined;
  const [first, last] = [match[1] ?? "", match[2] ?? ""];
  if (first !== "" && last !== "" && Number(first) > Number(last)) return undefined;
  const start = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? size : Math.min(size, Number(last) + 1);
  if (start >= size) {
    const details = { RangeRequested: header, ActualObjectSize: size };
    throw new ServiceError("InvalidRange", "The requested range is not satisfiable", 416, details);
  }
  return { start, end };
}
