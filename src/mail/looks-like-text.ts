const SAMPLE = 65_536;
/** Tab, line feed, form feed, carriage return and escape, one bit each. */
const TEXT_CONTROLS = (1 << 9) | (1 << 10) | (1 << 12) | (1 << 13) | (1 << 27);

/** Whether bytes are text in some charset rather than a binary format. */
export function looksLikeText(bytes: Buffer): boolean {
  if (bytes.length === 0) return true;
  const tail = bytes.subarray(Math.max(SAMPLE, bytes.length - 4_096));
  return sampleIsText(bytes.subarray(0, SAMPLE)) && (tail.length === 0 || sampleIsText(tail));
}

function sampleIsText(sample: Buffer): boolean {
  let controls = 0;
  const zeros = [0, 0];
  for (let index = nextControl(sample, 0); index < sample.length; index = nextControl(sample, index + 1)) {
    if (sample[index] === 0) zeros[index & 1] = (zeros[index & 1] as number) + 1;
    else controls += 1;
  }
  const [even, odd] = zeros as [number, number];
  if (controls > sample.length / 200) return false;
  return even + odd === 0 || isWide(sample.length, even, odd) || even + odd <= sample.length / 200;
}

/** The next byte that text does not have: a control character other than tab, line end, form feed or escape. */
function nextControl(sample: Buffer, from: number): number {
  for (let index = from; index < sample.length; index += 1) {
    const byte = sample[index] as number;
    if (byte < 32 && ((1 << byte) & TEXT_CONTROLS) === 0) return index;
  }
  return sample.length;
}

/** Zero bytes on one side only, as in UTF-16 of mostly Latin text. */
function isWide(length: number, even: number, odd: number): boolean {
  const [most, least] = even > odd ? [even, odd] : [odd, even];
  return most > length * 0.2 && least < length * 0.05;
}

const knownField =
  /^(?:received|from|to|cc|subject|date|mime-version|content-type|return-path|message-id|delivered-to|dkim-signature|reply-to|x-[a-z-]+)[ \t]*:/i;

/** Whether bytes begin like a message: at least two header fields that mail has. */
export function looksLikeMessage(bytes: Buffer): boolean {
  const lines = bytes.toString("latin1", 0, 4_096).split(/\r?\n/);
  const first = lines.indexOf("");
  const fields = lines.slice(0, first < 0 ? lines.length : first).filter((line) => knownField.test(line));
  return fields.length >= 2;
}
