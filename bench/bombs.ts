import { createDeflateRaw } from "node:zlib";
import { atMost, type Report, type Row } from "./benchmark.ts";
import { attachment, envelopeFields, multipart, textPart } from "./corpus/mime.ts";
import { zipFile } from "./corpus/zip-file.ts";
import { costOf } from "./in-a-child.ts";

const MEGABYTE = 1_048_576;
const GIGABYTE = 1_024 * MEGABYTE;

/** What a zip file that unpacks to 1 GiB of nothing costs, whether it owns up to its size or not. */
export async function bombs(): Promise<Report> {
  const packed = await packedZeros();
  const rows = [...bomb("honest bomb of 1 GiB", packed, GIGABYTE), ...bomb("lying bomb of 1 GiB", packed, 1_000)];
  return { title: "Bombs", notes: ["CPU time and peak memory to refuse the message, in a process of its own."], rows };
}

function bomb(what: string, packed: Buffer, says: number): Row[] {
  const zip = zipFile([{ name: "a.txt", content: Buffer.alloc(0), packed, says }]);
  const parts = [textPart("Look."), attachment("a.zip", "application/zip", zip)];
  const { cpuMs, peakBytes, findings } = costOf(multipart("mixed", "mix", parts, envelopeFields("Zip")));
  if (!findings.some((one) => /truncated|scan-incomplete|corrupt|too-deep|ambiguous/.test(one)))
    throw new Error(`${what} was not noticed: ${findings.join(", ")}`);
  return [
    atMost(`${what}: CPU`, cpuMs / 1_000, 0.5, "s", findings.join(", ")),
    atMost(`${what}: memory`, peakBytes / MEGABYTE, 150, "MB"),
  ];
}

/** 1 GiB of zeros, deflated. */
async function packedZeros(): Promise<Buffer> {
  const deflate = createDeflateRaw();
  const zeros = Buffer.alloc(4 * MEGABYTE);
  const chunks: Buffer[] = [];
  deflate.on("data", (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise((resolve) => deflate.once("end", resolve));
  for (let left = GIGABYTE; left > 0; left -= zeros.length)
    if (!deflate.write(zeros)) await new Promise((resolve) => deflate.once("drain", resolve));
  deflate.end();
  await done;
  return Buffer.concat(chunks);
}
