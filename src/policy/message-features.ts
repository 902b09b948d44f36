import { extensionOf } from "../mail/content-classes.ts";
import { headerText, rawHeaderValues } from "../mail/header-fields.ts";
import type { ReadMessage } from "../mail/message.ts";
import type { AttachmentFacts, Facts } from "./types.ts";

const MOST_NAMES = 300;

type Features = Pick<Facts, "headerNames" | "importance" | "sensitivity" | "calendar" | "report" | "list">;

/** What header and structure say of a message, without its words. */
export function featuresOf({ headers, parts }: ReadMessage): Features {
  return {
    headerNames: [...new Set(headers.map(({ name }) => name.slice(0, 80)))].slice(0, MOST_NAMES),
    importance: importanceOf(headers),
    sensitivity: sensitivityOf(headers),
    calendar: parts.some(({ declaredType, trueType }) => isCalendar(declaredType) || isCalendar(trueType ?? "")),
    report: parts.some(({ path, declaredType }) => path === "1" && declaredType === "multipart/report"),
    list: rawHeaderValues(headers, "list-id").length > 0,
  };
}

/** Features of everything that readers show as a file, unpacked members of archives included. */
export function attachmentsOf({ parts }: Pick<ReadMessage, "parts">): AttachmentFacts[] {
  const files = filesOf({ parts });
  return parts
    .filter((part) => part.kind === "message" || (part.kind === "leaf" && part.isAttachment))
    .map(({ path, declaredType, trueType, names, size }) => ({
      part: path,
      declaredType,
      trueType,
      extensions: [...new Set(names.map(extensionOf))].filter((extension) => /^[a-z0-9_-]{1,20}$/.test(extension)),
      size,
      packed: liesInside(path, files),
    }));
}

/** Paths of all parts that could be files. */
export function filesOf({ parts }: Pick<ReadMessage, "parts">): ReadonlySet<string> {
  return new Set(parts.filter(({ kind }) => kind === "leaf").map(({ path }) => path));
}

/** Whether a part was unpacked from a file. */
export function liesInside(path: string, files: ReadonlySet<string>): boolean {
  for (let dot = path.lastIndexOf("."); dot > 0; dot = path.lastIndexOf(".", dot - 1)) {
    if (files.has(path.slice(0, dot))) return true;
  }
  return false;
}

function isCalendar(type: string): boolean {
  return type === "text/calendar" || type === "application/ics";
}

type Headers = ReadMessage["headers"];

/** Importance as clients write it: Importance, X-Priority and Priority. */
function importanceOf(headers: Headers): Facts["importance"] {
  const word = headerText(headers, "importance").trim().toLowerCase();
  if (word === "high" || word === "low") return word;
  const number = /^\s*([1-5])/.exec(headerText(headers, "x-priority"))?.[1];
  if (number !== undefined && number !== "3") return Number(number) < 3 ? "high" : "low";
  const priority = headerText(headers, "priority").trim().toLowerCase();
  if (priority === "urgent") return "high";
  return priority === "non-urgent" ? "low" : "normal";
}

/** The header of RFC 4021 section 2.1.55. */
function sensitivityOf(headers: Headers): Facts["sensitivity"] {
  const word = headerText(headers, "sensitivity").trim().toLowerCase();
  if (word === "personal" || word === "private") return word;
  return /^company-?\s?confidential$/.test(word) ? "confidential" : "normal";
}
