import { readFileSync } from "node:fs";
import { lineAndColumn } from "./json-places.ts";
import { UsageError } from "./usage-error.ts";

/** The text of a file that the command line names; "-" is standard input. */
export function readText(file: string): string {
  try {
    const text = readFileSync(file === "-" ? 0 : file, "utf8");
    return text.startsWith("\ufeff") ? text.slice(1) : text;
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${reasonOf(error)}`);
  }
}

/** Parses JSON; a fault names line and column. */
export function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const { line, column } = lineAndColumn(text, faultOffset(text, String((error as Error).message)));
    throw new UsageError(`${file}:${line}:${column}: this is not JSON: ${sentence(error as Error)}`);
  }
}

function faultOffset(text: string, message: string): number {
  const position = /at position (\d+)/.exec(message)?.[1];
  return position === undefined ? text.length : Number(position);
}

function sentence({ message }: Error): string {
  if (/end of JSON/i.test(message)) return "it ends too early";
  return message.replace(/\s*\(line \d+ column \d+\)/, "").replace(/ in JSON at position \d+/, "");
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "you have no right to read it",
  EPERM: "you have no right to read it",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of its path is not a folder",
  ELOOP: "its links lead round in a circle",
};

/** Why a file could not be read, in words. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code === undefined ? undefined : reasons[code]) ?? message;
}
