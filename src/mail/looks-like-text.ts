const SAMPLE = 65_536;
const BLANK = 32;
/** Tab, line feed, form feed, carriage return and escape, one bit each. */
const TEXT_CONTROLS = (1 << 9) | (1 << 10) | (1 << 12) | (1 << 13) | (1 << 27);

/** Whether bytes are text in some charset rather than a binary format. */
export function looksLikeText(bytes: Buffer): boolean {
  if (bytes.length === 0) return true;
  const tail = bytes.subarray(Math.max(SAMPLE, bytes.length - 4_096));
  return sampleIsText(bytes.subarray(0, SAMPLE)) && (tail.length === 0 || sampleIsText(tail));
}

/** The sample is copied here, so that four bytes can be looked at in one step. */
const copied = new Uint8Array(SAMPLE);
const words = new Int32Array(copied.buffer);

function sampleIsText(sample: Buffer): boolean {
  const whole = (sample.length + 3) & ~3;
  copied.set(sample);
  copied.fill(BLANK, sample.length, whole);
  let controls = 0;
  const zeros = [0, 0];
  for (let word = 0; word < whole >> 2; word += 1) {
    if (hasNoControl(words[word] as number)) continue;
    for (let index = word << 2; index < (word + 1) << 2; index += 1) {
      const byte = copied[index] as number;
      if (byte === 0) zeros[index & 1] = (zeros[index & 1] as number) + 1;
      else if (byte < BLANK && ((1 << byte) & TEXT_CONTROLS) === 0) controls += 1;
    }
  }
  const [even, odd] = zeros as [number, number];
  if (controls > sample.length / 200) return false;
  return even + odd === 0 || isWide(sample.length, even, odd) || even + odd <= sample.length / 200;
}

/** Whether none of four bytes is below a blank. */
function hasNoControl(word: number): boolean {
  return (((word - 0x20202020) | 0) & ~word & 0x80808080) === 0;
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
