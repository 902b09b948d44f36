import { isIPv4, isIPv6 } from "node:net";

/** An address as a number; an IPv4 address written as IPv6 is IPv4. */
export type IpAddress = { readonly family: 4 | 6; readonly value: bigint };

/** A network. */
export type Cidr = { readonly family: 4 | 6; readonly value: bigint; readonly bits: number };

const width = { 4: 32, 6: 128 } as const;
const MAPPED = 0xffffn;

/** Reads an IP address; null when it is none. */
export function parseIp(text: string): IpAddress | null {
  const bare = text.trim().replace(/%.*$/, "");
  if (isIPv4(bare)) return { family: 4, value: ofFour(bare) };
  if (!isIPv6(bare)) return null;
  const value = ofSix(bare);
  return value >> 32n === MAPPED ? { family: 4, value: value & 0xffffffffn } : { family: 6, value };
}

/** Reads a network in CIDR form; null when it is none. Bits behind the prefix are kept. */
export function parseCidr(text: string): Cidr | null {
  const [address = "", bits = ""] = text.trim().split("/");
  const family = isIPv4(address) ? 4 : 6;
  if (!/^\d{1,3}$/.test(bits) || Number(bits) > width[family]) return null;
  if (family === 6 && !isIPv6(address)) return null;
  return { family, value: family === 4 ? ofFour(address) : ofSix(address), bits: Number(bits) };
}

/** The network without bits behind its prefix, as text. */
export function tidyCidr(cidr: Cidr): string {
  return `${ipText({ family: cidr.family, value: maskOf(cidr) & cidr.value })}/${cidr.bits}`;
}

/** Whether a network is written with bits behind its prefix, which would be ignored. */
export function hasHostBits(cidr: Cidr): boolean {
  return (maskOf(cidr) & cidr.value) !== cidr.value;
}

/** Whether an address lies in a network. */
export function inCidr(ip: IpAddress, cidr: Cidr): boolean {
  return ip.family === cidr.family && ((ip.value ^ cidr.value) & maskOf(cidr)) === 0n;
}

/** Whether two networks share an address. */
export function overlap(a: Cidr, b: Cidr): boolean {
  return inCidr(a, a.bits < b.bits ? a : b) && inCidr(b, a.bits < b.bits ? a : b);
}

/** Prefix length of the narrowest network that holds the address; null when none does. */
export function narrowest(ip: IpAddress, ranges: readonly string[]): number | null {
  const bits = ranges
    .map(parseCidr)
    .filter((cidr) => cidr !== null && inCidr(ip, cidr))
    .map((cidr) => (cidr as Cidr).bits);
  return bits.length === 0 ? null : Math.max(...bits);
}

function maskOf({ family, bits }: Cidr): bigint {
  const all = (1n << BigInt(width[family])) - 1n;
  return all ^ (all >> BigInt(bits));
}

function ofFour(text: string): bigint {
  return text.split(".").reduce((value, octet) => (value << 8n) | BigInt(octet), 0n);
}

function ofSix(text: string): bigint {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  const tail = dotted === null ? 0n : ofFour(dotted[2] as string);
  const whole = dotted === null ? text : `${dotted[1]}${(tail >> 16n).toString(16)}:${(tail & 0xffffn).toString(16)}`;
  const [head = "", rest] = whole.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = rest === undefined || rest === "" ? [] : rest.split(":");
  const gap = Array.from({ length: 8 - left.length - right.length }, () => "0");
  return [...left, ...gap, ...right].reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n);
}

function ipText({ family, value }: IpAddress): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join(".");
  const groups = Array.from({ length: 8 }, (_, index) => ((value >> BigInt(112 - 16 * index)) & 0xffffn).toString(16));
  return new URL(`http://[${groups.join(":")}]`).hostname.slice(1, -1);
}
