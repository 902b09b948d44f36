/** A compiled pattern that is searched for in one text after the other. */
export type Expression = {
  test(text: string): boolean;
  matcher(text: string): { find(): boolean; start(): number; end(): number };
};

/** An expression of the language's own engine; `regexp` is global and matches no empty text. */
export function nativeExpression(regexp: RegExp): Expression {
  const matcher = (text: string) => {
    let start = 0;
    let end = 0;
    const find = () => {
      regexp.lastIndex = end;
      const found = regexp.exec(text);
      if (found === null) return false;
      start = found.index;
      end = start + found[0].length;
      return true;
    };
    return { find, start: () => start, end: () => end };
  };
  return { test: (text) => matcher(text).find(), matcher };
}
