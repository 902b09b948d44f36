import type { SeededRandom } from "./seeded-random.ts";

type Line = (r: SeededRandom) => string;

const upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const hex = "0123456789abcdef";
const base64 = `${upper}${upper.toLowerCase()}0123456789+/`;
const two = (value: number) => String(value).padStart(2, "0");

const date: Line = (r) => {
  const [y, m, d] = [r.between(2019, 2027), two(r.between(1, 12)), two(r.between(1, 28))];
  return r.pick([
    `${y}-${m}-${d}`,
    `${d}.${m}.${y}`,
    `${m}/${d}/${y}`,
    `${d}/${m}/${String(y).slice(2)}`,
    `${y}${m}${d}`,
  ]);
};
const time: Line = (r) => `${two(r.between(0, 23))}:${two(r.between(0, 59))}:${two(r.between(0, 59))}`;
const amount: Line = (r) => {
  const [a, b, c] = [String(r.between(1, 999)), r.digits(3), r.digits(2)];
  return r.pick([
    `$${a},${b}.${c}`,
    `${a}.${b},${c} €`,
    `EUR ${a} ${b},${c}`,
    `£${a}.${c}`,
    `${a} ${b} ${r.digits(3)} kr`,
    `USD ${a}${b}.${c}`,
  ]);
};
const phone: Line = (r) =>
  r.pick([
    `+1 ${r.between(201, 989)}-${r.between(200, 999)}-${r.digits(4)}`,
    `(${r.between(201, 989)}) ${r.between(200, 999)}-${r.digits(4)}`,
    `${r.between(201, 989)}.${r.between(200, 999)}.${r.digits(4)}`,
    `${r.between(201, 989)} ${r.between(200, 999)} ${r.digits(4)}`,
    `+49 ${r.between(30, 9999)} ${r.digits(r.between(6, 8))}`,
    `+44 20 ${r.digits(4)} ${r.digits(4)}`,
    `020 ${r.digits(4)} ${r.digits(4)}`,
    `07${r.digits(3)} ${r.digits(6)}`,
    `+33 ${r.between(1, 9)} ${r.digits(2)} ${r.digits(2)} ${r.digits(2)} ${r.digits(2)}`,
    `0${r.digits(2)}-${r.digits(7)}`,
    `+91 ${r.digits(5)} ${r.digits(5)}`,
  ]);
const uuid: Line = (r) => [8, 4, 4, 4, 12].map((length) => r.text(length, hex)).join("-");
const ip: Line = (r) => [0, 0, 0, 0].map(() => r.between(1, 254)).join(".");
const name: Line = (r) =>
  r.pick(["Anna Keller", "J. Smith", "Maria Rossi", "Ahmed Khan", "Sofia Lindqvist", "Tom O'Brien"]);
const company: Line = (r) => r.pick(["Northwind Ltd", "Contoso GmbH", "Acme Corp.", "Fabrikam SA", "Globex Inc."]);
const labelled =
  (labels: readonly string[], low: number, high: number): Line =>
  (r) =>
    `${r.pick(labels)} ${r.digits(r.between(low, high))}`;

const orders = [
  "Order no.",
  "Order number:",
  "Invoice #",
  "Invoice no.",
  "PO number",
  "Ticket #",
  "Ref:",
  "Case no.",
  "Auftragsnr.",
  "Kundennummer:",
  "Customer no.",
  "Batch no.",
  "Serial number",
];

/** Kinds of lines that business mail holds and that give nothing away. */
export const businessLines: Readonly<Record<string, Line>> = {
  prose: (r) =>
    r.pick([
      "Please find attached the minutes of our last meeting; comments are welcome until Friday.",
      "We are pleased to confirm your booking and look forward to working with you.",
      "The quarterly report shows growth of 4.2 % against last year, mostly from new accounts.",
      "Discover our new collection and follow us on social media for more offers before they expire.",
      "Our bank holiday opening hours differ; the account team will be back on Tuesday.",
      "Could you send me your business card and the number of the meeting room?",
      "The patient approach of the team paid off in the end, said the diagnosis of the auditors.",
      "Health insurance enrolment ends on 30 November; see the intranet for details.",
      "This year's charity run supports cancer and diabetes research, every step counts.",
      "The password policy requires twelve characters; your password expires in 14 days.",
      "Passport control at the airport may take longer, please arrive 90 minutes early.",
      "We discussed tax, social security reform and pensions at the conference.",
      "Please reset your token in the portal if the API key rotation fails.",
      "Sehr geehrte Damen und Herren, anbei erhalten Sie unser Angebot über 25 Stück.",
      "Bonjour, veuillez trouver ci-joint la facture du mois de mars.",
    ]),
  greeting: (r) => `Dear ${name(r)}, thank you for your message of ${date(r)} ${time(r)}.`,
  invoice: (r) =>
    `${labelled(orders, 6, 16)(r)} of ${date(r)}: ${r.between(1, 90)} x ${r.digits(6)} at ${amount(r)}, total ${amount(r)}`,
  order: (r) => `Your ${labelled(orders, 8, 16)(r)} has been shipped by ${company(r)}.`,
  tracking: (r) =>
    r.pick([
      `Tracking number: 1Z${r.text(6, `${upper}0123456789`)}${r.digits(10)}`,
      `FedEx tracking ${r.digits(4)} ${r.digits(4)} ${r.digits(4)}`,
      `USPS 9400 1${r.digits(3)} ${r.digits(4)} ${r.digits(4)} ${r.digits(4)} ${r.digits(2)}`,
      `Sendungsnummer ${r.digits(r.pick([12, 14, 16, 20]))}`,
      `Shipment ${r.text(2, upper)}${r.digits(9)}${r.text(2, upper)}`,
    ]),
  phones: (r) => `Tel. ${phone(r)}, fax ${phone(r)}, mobile ${phone(r)}`,
  signature: (r) => `${name(r)} | ${company(r)} | T ${phone(r)} | M ${phone(r)} | www.example.com`,
  meeting: (r) =>
    `Meeting ID: ${r.digits(3)} ${r.digits(4)} ${r.digits(4)}  Passcode: ${r.digits(6)}  Dial-in ${phone(r)},,${r.digits(9)}#`,
  log: (r) =>
    `${date(r)} ${time(r)}.${r.digits(3)} [${r.digits(5)}] INFO ${ip(r)} GET /orders/${r.digits(9)} 200 ${r.digits(5)} id=${uuid(r)} took=${r.digits(3)}ms`,
  hash: (r) => `${r.pick(["commit", "sha256", "md5", "ETag"])} ${r.text(r.pick([32, 40, 64]), hex)}`,
  uuids: (r) => `Request ${uuid(r)} failed; correlation ${uuid(r).toUpperCase()}`,
  base64: (r) => r.text(76, base64),
  isbn: (r) => `ISBN 978-${r.digits(1)}-${r.digits(2)}-${r.digits(6)}-${r.digits(1)}, EAN ${r.digits(13)}`,
  position: (r) =>
    `Site at ${r.between(-89, 89)}.${r.digits(7)}, ${r.between(-179, 179)}.${r.digits(7)} (${r.digits(2)}°${r.digits(2)}'${r.digits(2)}.${r.digits(2)}"N)`,
  prices: (r) => `${r.text(3, upper)}-${r.digits(4)}\t${r.between(1, 500)}\t${amount(r)}\t${amount(r)}\t19 %`,
  columns: (r) =>
    Array.from({ length: r.between(3, 12) }, () => r.digits(r.pick([3, 4, 4, 5]))).join(r.pick([" ", "  ", "\t"])),
  matrix: (r) => Array.from({ length: 24 }, () => r.digits(1)).join(" "),
  list: (r) => Array.from({ length: r.between(4, 9) }, () => r.digits(r.pick([8, 10]))).join("\n"),
  cells: (r) => Array.from({ length: r.between(4, 9) }, () => r.digits(r.between(2, 9))).join("\x1f"),
  versions: (r) =>
    `Build ${r.between(1, 30)}.${r.between(0, 99)}.${r.digits(5)}.${r.digits(4)} on Windows 10.0.${r.digits(5)}`,
  address: (r) =>
    `${r.between(1, 9999)} Main Street, Suite ${r.digits(3)}, ${r.pick(["Springfield, IL", "10115 Berlin", "75008 Paris"])} ${r.digits(5)}-${r.digits(4)}`,
  parts: (r) =>
    `Part no. ${r.digits(3)}-${r.digits(2)}-${r.digits(4)}, item ${r.text(2, upper)}${r.digits(6)}${r.text(1, upper)}, lot ${r.text(1, upper)}${r.digits(7)}`,
  links: (r) => `https://www.example.com/p/${r.digits(10)}?id=${r.digits(16)}&utm=${r.text(12, hex)}`,
  epoch: (r) => `{"ts":${r.pick(["16", "17"])}${r.digits(11)},"n":${r.digits(6)},"v":0.${r.digits(12)}}`,
  mac: (r) => Array.from({ length: 6 }, () => r.text(2, hex)).join(":"),
  files: (r) =>
    `report_${r.digits(8)}_${r.digits(6)}.xlsx and scan-${r.digits(4)}-${r.digits(2)}-${r.digits(2)}-${r.digits(6)}.pdf`,
  customer: (r) => `Your customer account ${r.digits(8)} shows a credit note ${r.digits(10)} over ${amount(r)}.`,
  flight: (r) =>
    `Flight ${r.text(2, upper)}${r.digits(4)}, seat ${r.digits(2)}${r.text(1, "ABCDEF")}, booking reference ${r.text(6, upper)}, e-ticket 220-${r.digits(10)}`,
  quoted: (r) => `> On ${date(r)} at ${time(r)}, ${name(r)} wrote: budget ${r.digits(4)} ${r.digits(4)} ${r.digits(4)}`,
  imei: (r) => `IMEI ${r.digits(15)}, SN ${r.text(3, upper)}${r.digits(8)}, SIM 8949${r.digits(15)}`,
  vehicle: (r) => `VIN ${r.text(17, "ABCDEFGHJKLMNPRSTUVWXYZ0123456789")}, mileage ${r.between(1_000, 250_000)} km`,
  company: (r) =>
    `HRB ${r.digits(6)}, Amtsgericht Berlin, registered in England no. ${r.digits(8)}, D-U-N-S ${r.digits(2)}-${r.digits(3)}-${r.digits(4)}`,
};

/** So many lines of ordinary business text, every kind equally often. */
export function* businessText(r: SeededRandom, count: number): Generator<{ kind: string; text: string }> {
  const kinds = Object.keys(businessLines);
  for (let index = 0; index < count; index += 1) {
    const kind = kinds[index % kinds.length] as string;
    yield { kind, text: (businessLines[kind] as Line)(r) };
  }
}
