type Range = {
  readonly issuer: string;
  /** First and last prefix, of equal length. */
  readonly from: string;
  readonly to: string;
  readonly lengths: readonly number[];
  /** Rare ranges count only with a keyword near. */
  readonly rare?: boolean;
};

const long = [16, 17, 18, 19];
const any = [12, 13, 14, 15, ...long];

/** Issuer identification ranges in use, as the networks publish them. */
const ranges: readonly Range[] = [
  { issuer: "Visa", from: "4", to: "4", lengths: [16, 18, 19] },
  { issuer: "Visa", from: "4", to: "4", lengths: [13], rare: true },
  { issuer: "Mastercard", from: "51", to: "55", lengths: [16] },
  { issuer: "Mastercard", from: "2221", to: "2720", lengths: [16] },
  { issuer: "American Express", from: "34", to: "34", lengths: [15] },
  { issuer: "American Express", from: "37", to: "37", lengths: [15] },
  { issuer: "Discover", from: "6011", to: "6011", lengths: long },
  { issuer: "Discover", from: "644", to: "659", lengths: long },
  { issuer: "Diners Club", from: "300", to: "305", lengths: [14, ...long] },
  { issuer: "Diners Club", from: "3095", to: "3095", lengths: [14, ...long] },
  { issuer: "Diners Club", from: "36", to: "36", lengths: [14, ...long] },
  { issuer: "Diners Club", from: "38", to: "39", lengths: [14, ...long] },
  { issuer: "JCB", from: "3528", to: "3589", lengths: long },
  { issuer: "JCB", from: "1800", to: "1800", lengths: [15], rare: true },
  { issuer: "JCB", from: "2131", to: "2131", lengths: [15], rare: true },
  { issuer: "UnionPay", from: "62", to: "62", lengths: long },
  { issuer: "UnionPay", from: "81", to: "81", lengths: long },
  { issuer: "Mir", from: "2200", to: "2204", lengths: long },
  { issuer: "RuPay", from: "60", to: "60", lengths: [16] },
  { issuer: "RuPay", from: "82", to: "82", lengths: [16] },
  { issuer: "RuPay", from: "508", to: "508", lengths: [16] },
  { issuer: "RuPay", from: "353", to: "353", lengths: [16] },
  { issuer: "RuPay", from: "356", to: "356", lengths: [16] },
  { issuer: "Maestro", from: "5018", to: "5018", lengths: long },
  { issuer: "Maestro", from: "5020", to: "5020", lengths: long },
  { issuer: "Maestro", from: "5038", to: "5038", lengths: long },
  { issuer: "Maestro", from: "5612", to: "5612", lengths: long },
  { issuer: "Maestro", from: "5893", to: "5893", lengths: long },
  { issuer: "Maestro", from: "6304", to: "6304", lengths: long },
  { issuer: "Maestro", from: "6331", to: "6334", lengths: long },
  { issuer: "Maestro", from: "6390", to: "6390", lengths: long },
  { issuer: "Maestro", from: "6759", to: "6759", lengths: long },
  { issuer: "Maestro", from: "6761", to: "6763", lengths: long },
  { issuer: "Maestro", from: "6767", to: "6767", lengths: long },
  { issuer: "Maestro", from: "50", to: "50", lengths: any, rare: true },
  { issuer: "Maestro", from: "56", to: "69", lengths: any, rare: true },
  { issuer: "Dankort", from: "5019", to: "5019", lengths: [16] },
  { issuer: "Elo", from: "5041", to: "5041", lengths: [16] },
  { issuer: "Elo", from: "5067", to: "5067", lengths: [16] },
  { issuer: "Elo", from: "509", to: "509", lengths: [16] },
  { issuer: "Verve", from: "5060", to: "5061", lengths: [16, 18, 19] },
  { issuer: "Verve", from: "5078", to: "5079", lengths: [16, 18, 19] },
  { issuer: "Hipercard", from: "3841", to: "3841", lengths: [16, 19] },
  { issuer: "InterPayment", from: "636", to: "636", lengths: long },
  { issuer: "InstaPayment", from: "637", to: "639", lengths: [16] },
  { issuer: "Troy", from: "9792", to: "9792", lengths: [16] },
  { issuer: "Humo", from: "9860", to: "9860", lengths: [16] },
  { issuer: "Uzcard", from: "8600", to: "8600", lengths: [16] },
  { issuer: "Borica", from: "2205", to: "2205", lengths: [16] },
  { issuer: "Napas", from: "9704", to: "9704", lengths: [16, 19] },
  { issuer: "Belkart", from: "9112", to: "9112", lengths: [16] },
  { issuer: "UATP", from: "1", to: "1", lengths: [15], rare: true },
  { issuer: "GPN", from: "1946", to: "1946", lengths: [16], rare: true },
];

/** Lengths of card numbers, shortest to longest. */
export const cardLengths: readonly number[] = any;

/** Lengths by the first four digits, one bit a length; usual and rare ones apart. */
const usual = lengthTable(false);
const rare = lengthTable(true);

function lengthTable(wanted: boolean): Uint32Array {
  const table = new Uint32Array(10_000);
  for (const range of ranges.filter((one) => (one.rare ?? false) === wanted)) {
    const bits = range.lengths.reduce((sum, length) => sum | (1 << length), 0);
    const first = Number(range.from.padEnd(4, "0"));
    const last = Number(range.to.padEnd(4, "9"));
    for (let prefix = first; prefix <= last; prefix += 1) table[prefix] = (table[prefix] as number) | bits;
  }
  return table;
}

/** Lengths, one bit each, that numbers with these first four digits may have. */
export function issuerLengths(firstFour: number): number {
  return (usual[firstFour] as number) | (rare[firstFour] as number);
}

/** How the digits fit a network: "usual", "rare" (a keyword is wanted) or null. */
export function issuerFit(digits: string): "usual" | "rare" | null {
  let prefix = 0;
  for (let at = 0; at < 4; at += 1) prefix = prefix * 10 + digits.charCodeAt(at) - 48;
  const bit = 1 << digits.length;
  if (((usual[prefix] as number) & bit) !== 0) return "usual";
  return ((rare[prefix] as number) & bit) === 0 ? null : "rare";
}

/** Networks by name, for the documentation. */
export const issuerNames: readonly string[] = [...new Set(ranges.map(({ issuer }) => issuer))];
