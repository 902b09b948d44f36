import type { Confidence } from "../types.ts";
import type { Candidate, CodeSearch, Detector, DigitsSearch, FormSearch } from "./define-detector.ts";
import { digitsOfForm, signatureOfForm } from "./form-signature.ts";
import type { KeywordIndex } from "./keyword-index.ts";

/** Most letters before the first digit of a code, and most digits of a number. */
export const LONGEST_HEAD = 8;
export const LONGEST_NUMBER = 19;

/** What one detector has found in a text so far. */
export type Found = { candidates: Candidate[]; best: Candidate | null; until: number };

type InForm = { readonly index: number; readonly search: FormSearch; readonly alone: Confidence | null };
type Unusual = { readonly index: number; readonly search: FormSearch; readonly signatures: ReadonlySet<number> };
type Digits = { readonly index: number; readonly search: DigitsSearch };
type Code = { readonly index: number; readonly search: CodeSearch };

/** Which detectors are asked at which digits; `index` is a detector's place in the list. */
export class SearchTable {
  readonly forms = new Map<number, InForm[]>();
  readonly unusual: readonly Unusual[][] = lists(LONGEST_NUMBER + 1);
  readonly digits: readonly Digits[][] = lists(LONGEST_NUMBER + 1);
  /** Numbers of digits, one bit each, that some form has, or that are judged in unusual forms. */
  inForms = 0;
  inAnyForm = 0;
  /** Numbers of digits, one bit each, that anything asks for. */
  every = 0;
  /** By number of letters before, then by length of the first group of digits. */
  readonly codes: readonly (readonly Code[][])[] = Array.from({ length: LONGEST_HEAD + 2 }, () =>
    lists(LONGEST_NUMBER + 1),
  );
  /** Numbers of letters, one bit each, that stand before the digits of some code. */
  heads = 0;
  readonly #byPrefix: DigitsSearch[] = [];

  private constructor(detectors: readonly Detector[], isAsked: (index: number) => "always" | "mentioned" | "no") {
    for (const [index, { search }] of detectors.entries()) {
      const asked = isAsked(index);
      if (asked === "no") continue;
      if (search.by === "form") this.#addForms(index, search, asked === "mentioned");
      else if (search.by === "digits") this.#addDigits(index, search);
      else if (search.by === "code") this.#addCode(index, search);
    }
  }

  /** What is asked of every text: whatever can be found without a keyword. */
  static always(detectors: readonly Detector[]): SearchTable {
    return new SearchTable(detectors, (index) => {
      const search = (detectors[index] as Detector).search;
      if (search.by === "form") return "always";
      return search.by !== "text" && search.needs === null ? "always" : "no";
    });
  }

  /** What is asked besides of a text that has keywords of some detectors. */
  static besides(detectors: readonly Detector[], mentioned: ReadonlySet<number>): SearchTable {
    return new SearchTable(detectors, (index) => {
      const search = (detectors[index] as Detector).search;
      const waits = search.by === "form" || (search.by !== "text" && search.needs !== null);
      return waits && mentioned.has(index) ? "mentioned" : "no";
    });
  }

  #addForms(index: number, search: FormSearch, mentioned: boolean): void {
    const forms = Object.entries(search.forms);
    for (const [form, alone] of forms) {
      if ((alone === null) !== mentioned) continue;
      const signature = signatureOfForm(form);
      this.inForms |= 1 << digitsOfForm(form);
      this.every |= 1 << digitsOfForm(form);
      this.forms.set(signature, [...(this.forms.get(signature) ?? []), { index, search, alone }]);
    }
    if (!mentioned) return;
    const signatures = new Set(forms.map(([form]) => signatureOfForm(form)));
    for (const length of new Set(forms.map(([form]) => digitsOfForm(form)))) {
      this.unusual[length]?.push({ index, search, signatures });
      this.inAnyForm |= 1 << length;
    }
  }

  #addDigits(index: number, search: DigitsSearch): void {
    for (const length of search.lengths) {
      this.digits[length]?.push({ index, search });
      this.every |= 1 << length;
    }
    if (search.lengthsAfter !== undefined) this.#byPrefix.push(search);
    else for (const length of search.lengths) this.inAnyForm |= 1 << length;
  }

  /** Numbers of digits, one bit each, that any search asks for. */
  get lengths(): number {
    return this.inForms | this.inAnyForm;
  }

  /** Numbers of digits, one bit each, worth a look where a number begins with these four digits. */
  lengthsAfter(firstFour: number): number {
    let lengths = this.inAnyForm;
    for (const search of this.#byPrefix) lengths |= search.lengthsAfter?.(firstFour) ?? 0;
    return lengths;
  }

  #addCode(index: number, search: CodeSearch): void {
    for (const head of search.heads) this.heads |= 1 << head;
    for (const head of search.heads)
      for (const length of search.firstDigits) this.codes[head]?.[length]?.push({ index, search });
  }
}

/** The places in the list of detectors that can find more in a text with these keywords. */
export function mentionedDetectors(detectors: readonly Detector[], keywords: KeywordIndex): number[] {
  const mentioned: number[] = [];
  for (let index = 0; index < detectors.length; index += 1) {
    const search = (detectors[index] as Detector).search;
    const needs = search.by === "form" ? search.keywords[0] : search.by === "text" ? null : search.needs;
    if (needs !== null && keywords.mentions(needs)) mentioned.push(index);
  }
  return mentioned;
}

function lists<T>(count: number): T[][] {
  return Array.from({ length: count }, () => []);
}
