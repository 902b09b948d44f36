import { CELL } from "../../mail/text-views.ts";
import type { KeywordFinder, KeywordIndex } from "./keyword-index.ts";
import type { Keywords } from "./keywords.ts";
import { TableHeaders } from "./table-headers.ts";

/** How far a keyword may stand from a value. */
export const KEYWORD_DISTANCE = 300;

/** How far a keyword may stand that names the value. */
const LABEL_DISTANCE = 60;
const LONGEST_ADDRESS = 200;

const numberWord = "(?:no|nr|num|number|nummer|id|code|num[ée]ro|n[úu]mero|n[o°º])";
const otherThings =
  "order|invoice|shipment|parcel|tracking|waybill|ticket|case|serial|batch|lot|part|item|article|model|material|product|sku|reference|ref|confirmation|booking|po|vin|meter|contract|quote|customer|imei|isbn|issn|ean|gtin|upc|asin|auftrags?|bestell|rechnungs?|kunden|artikel|sendungs|vertrags?|commande|facture|pedido|factura|ordine|fattura|bestelling|factuur";
const otherLabel = new RegExp(`\\b(?:${otherThings})[- ]?(?:${numberWord})?[.:#]{0,2}[ \\t]{0,3}$`, "i");

/** One normalised text with what several detectors ask of it; each answer is worked out once. */
export class DetectorText {
  readonly text: string;
  readonly #finder: KeywordFinder;
  #keywords: KeywordIndex | undefined;
  #headers: TableHeaders | null | undefined;

  constructor(text: string, finder: KeywordFinder) {
    this.text = text;
    this.#finder = finder;
  }

  /** Where keywords stand; the text is searched for them when they are first asked for. */
  get keywords(): KeywordIndex {
    this.#keywords ??= this.#finder.find(this.text);
    return this.#keywords;
  }

  /** Whether a keyword stands within reach of a value, or over its column; cells and rows are no obstacle. */
  keywordNear(start: number, end: number, keywords: Keywords, reach = KEYWORD_DISTANCE): boolean {
    return this.keywordWithin(start - reach, end + reach, keywords) || this.headed(start, keywords);
  }

  /** Whether a keyword names a value: close before it, right after it, or over its column. */
  labelled(start: number, end: number, keywords: Keywords): boolean {
    return (
      this.keywordWithin(start - LABEL_DISTANCE, end + LABEL_DISTANCE / 3, keywords) || this.headed(start, keywords)
    );
  }

  /** Whether a keyword touches the characters between two offsets. */
  keywordWithin(from: number, to: number, keywords: Keywords): boolean {
    return this.keywords.within(from, to, keywords);
  }

  /** Whether a value stands in a web address or path, where long numbers are mostly identifiers. */
  insideAddress(start: number): boolean {
    const first = Math.max(0, start - LONGEST_ADDRESS);
    let at = start;
    while (at > first && !isGap(this.text.charCodeAt(at - 1))) at -= 1;
    const word = this.text.slice(at, start);
    return word.includes("://") || /^www\./i.test(word) || /[?&][\w-]{1,40}=$/.test(word.slice(-42));
  }

  /** Whether the words right before a value call it an order, tracking or other number. */
  labelledOtherwise(start: number): boolean {
    return otherLabel.test(this.text.slice(Math.max(0, start - 40), start));
  }

  /** Whether a keyword stands in a title over the value's cell. */
  headed(start: number, keywords: Keywords): boolean {
    if (!this.keywords.mentions(keywords)) return false;
    if (this.#headers === undefined) this.#headers = this.text.includes(CELL) ? new TableHeaders(this.text) : null;
    return this.#headers?.over(start).some(({ from, to }) => this.keywordWithin(from, to, keywords)) ?? false;
  }
}

/** Blanks, quotes and angle brackets end an address; so do the marks of cells and rows. */
function isGap(code: number): boolean {
  return code <= 32 || code === 34 || code === 39 || code === 60 || code === 62;
}
