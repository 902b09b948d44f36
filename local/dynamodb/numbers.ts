import { invalid } from "./failures.ts";

/** A decimal number: sign × 0.digits × 10^exponent; digits without leading or trailing zeros, empty for zero. */
type Decimal = { readonly sign: -1 | 0 | 1; readonly digits: string; readonly exponent: number };

const maximumDigits = 38;
const maximumExponent = 126;
const minimumExponent = -129;
const pattern = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,9}))?$/;

const zero: Decimal = { sign: 0, digits: "", exponent: 0 };

const decimalOf = (text: string): Decimal => {
  const match = pattern.exec(text);
  const whole = match?.[2] ?? "";
  const fraction = match?.[3] ?? "";
  if (!match || whole + fraction === "") {
    throw invalid(`The parameter cannot be converted to a numeric value${text === "" ? "" : `: ${text}`}`);
  }
  return decimal(match[1] === "-" ? -1 : 1, whole + fraction, whole.length + Number(match[4] ?? 0));
};

const decimal = (sign: -1 | 1, allDigits: string, exponent: number): Decimal => {
  const leading = /^0*/.exec(allDigits)?.[0].length ?? 0;
  const digits = allDigits.slice(leading).replace(/0+$/, "");
  return digits === "" ? zero : { sign, digits, exponent: exponent - leading };
};

const requireStorable = (number: Decimal): Decimal => {
  if (number.digits.length > maximumDigits) {
    throw invalid("Attempting to store more than 38 significant digits in a Number");
  }
  if (number.exponent > maximumExponent) {
    throw invalid("Number overflow. Attempting to store a number with magnitude larger than supported range");
  }
  if (number.sign !== 0 && number.exponent < minimumExponent) {
    throw invalid("Number underflow. Attempting to store a number with magnitude smaller than supported range");
  }
  return number;
};

const write = ({ sign, digits, exponent }: Decimal): string => {
  if (sign === 0) return "0";
  const minus = sign < 0 ? "-" : "";
  if (exponent <= 0) return `${minus}0.${"0".repeat(-exponent)}${digits}`;
  if (digits.length <= exponent) return minus + digits.padEnd(exponent, "0");
  return `${minus}${digits.slice(0, exponent)}.${digits.slice(exponent)}`;
};

/** The one way to write a number; refuses what DynamoDB cannot store. */
export const normalNumber = (text: string): string => write(requireStorable(decimalOf(text)));

/** Negative, zero or positive as left is below, equal to or above right. */
export const compareNumbers = (left: string, right: string): number =>
  Buffer.compare(sortableNumber(left), sortableNumber(right));

/** The exact sum of two numbers, or of one and the other's negative. */
export const addNumbers = (left: string, right: string, sign: 1 | -1 = 1): string => {
  const one = decimalOf(left);
  const other = decimalOf(right);
  const scale = Math.max(one.digits.length - one.exponent, other.digits.length - other.exponent, 0);
  const sum = scaled(one, scale) + BigInt(sign) * scaled(other, scale);
  const digits = (sum < 0n ? -sum : sum).toString();
  return write(requireStorable(decimal(sum < 0n ? -1 : 1, digits, digits.length - scale)));
};

const scaled = ({ sign, digits, exponent }: Decimal, scale: number): bigint =>
  BigInt(sign) * BigInt(digits === "" ? 0 : digits.padEnd(exponent + scale, "0"));

/** Bytes that sort as the numbers do. */
export const sortableNumber = (text: string): Buffer => {
  const { sign, digits, exponent } = decimalOf(text);
  if (sign === 0) return Buffer.from([1]);
  const magnitude = Buffer.from([exponent - minimumExponent, ...Buffer.from(digits)]);
  if (sign > 0) return Buffer.concat([Buffer.from([2]), magnitude]);
  return Buffer.from([0, ...magnitude.map((byte) => 255 - byte), 255]);
};
