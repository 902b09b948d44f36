/** Sum of digits times weights. */
export function weightedSum(digits: string, weights: readonly number[]): number {
  let sum = 0;
  for (let index = 0; index < weights.length; index += 1)
    sum += (digits.charCodeAt(index) - 48) * (weights[index] as number);
  return sum;
}

/** Remainder by 97 of a number of any length. */
export function modulo97(digits: string): number {
  let rest = 0;
  for (let index = 0; index < digits.length; index += 1) rest = (rest * 10 + digits.charCodeAt(index) - 48) % 97;
  return rest;
}

/** Whether digits pass ISO/IEC 7064 MOD 11,10. */
export function passesModulo11And10(digits: string): boolean {
  let product = 10;
  for (let index = 0; index < digits.length - 1; index += 1) {
    const sum = (digits.charCodeAt(index) - 48 + product) % 10;
    product = ((sum === 0 ? 10 : sum) * 2) % 11;
  }
  return (11 - product) % 10 === digits.charCodeAt(digits.length - 1) - 48;
}

/** Whether all digits are the same. */
export function isOneDigit(digits: string): boolean {
  for (let index = 1; index < digits.length; index += 1)
    if (digits.charCodeAt(index) !== digits.charCodeAt(0)) return false;
  return true;
}

/** Whether a month has such a day; February has 29. */
export function isDayOfMonth(month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= (month === 2 ? 29 : [4, 6, 9, 11].includes(month) ? 30 : 31);
}

/** Whether six digits are a date written as year, month, day. */
export function isYearMonthDay(digits: string): boolean {
  return isDayOfMonth(Number(digits.slice(2, 4)), Number(digits.slice(4, 6)));
}

/** Whether six digits are a date written as day, month, year. */
export function isDayMonthYear(digits: string): boolean {
  return isDayOfMonth(Number(digits.slice(2, 4)), Number(digits.slice(0, 2)));
}
