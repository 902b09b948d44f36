/** Marks that may stand between groups, by their place in a signature. */
const marks = " \t-._/|·•*";

const MOST_GROUPS = 5;

/** The signature of a first group of digits. */
export function signatureOfGroup(length: number): number {
  return length;
}

/** The signature of groups with one more group after a mark; -1 when there are too many for any form. */
export function signatureWith(signature: number, groups: number, mark: number, length: number): number {
  if (signature < 0 || groups >= MOST_GROUPS) return -1;
  return (signature * 16 + markNumber(mark)) * 32 + length;
}

/** The signature of a form such as "3-2-4". */
export function signatureOfForm(form: string): number {
  const lengths = form.split(/[^0-9]/).map(Number);
  const between = form.replace(/[0-9]/g, "");
  return lengths.reduce(
    (signature, length, index) =>
      index === 0 ? signatureOfGroup(length) : signatureWith(signature, index, between.charCodeAt(index - 1), length),
    0,
  );
}

/** How many digits a form has. */
export function digitsOfForm(form: string): number {
  return form.split(/[^0-9]/).reduce((sum, length) => sum + Number(length), 0);
}

function markNumber(mark: number): number {
  switch (mark) {
    case 32:
      return 1;
    case 45:
      return 2;
    case 46:
      return 3;
    default:
      return 4 + marks.indexOf(String.fromCharCode(mark));
  }
}
