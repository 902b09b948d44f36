import type { Random } from "./random.ts";

/** The words that prose is made of. */
export const vocabulary =
  `the a of to and in for on with that we you our your is are was be will have has it this as by from at not or
  please find attached report meeting quarter budget team review schedule customer order delivery invoice project
  update summary office contract change request next week monday tuesday morning afternoon thanks regards question
  answer details number list plan draft version final approval manager department supplier price offer shipment
  product service support issue solution release training travel hotel conference agenda minutes notes draft
  discussion proposal deadline figures sales marketing finance legal personnel`.split(/\s+/);

/** About so many characters of business prose: sentences with numbers here and there, in lines of mail width. */
export function prose(random: Random, characters: number): string {
  const lines: string[] = [];
  for (let length = 0; length < characters; ) {
    const line = sentenceLine(random);
    lines.push(line);
    length += line.length + 2;
  }
  return lines.join("\r\n");
}

function sentenceLine(random: Random): string {
  let line = "";
  while (line.length < 66) line += `${line === "" ? "" : " "}${piece(random)}`;
  return `${line.charAt(0).toUpperCase()}${line.slice(1)}.`;
}

function piece(random: Random): string {
  const kind = random.below(40);
  if (kind === 0) return `${1 + random.below(28)}.${1 + random.below(12)}.2026`;
  if (kind === 1) return `${random.below(9000) + 1000}.${random.below(90) + 10}`;
  if (kind === 2) return `no. ${random.below(900_000) + 100_000}`;
  return random.pick(vocabulary);
}
