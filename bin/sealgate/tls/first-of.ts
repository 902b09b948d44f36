/** The first characters of a stranger's answer, which need not end. */
export async function firstOf(response: Response, limit: number): Promise<string> {
  let text = "";
  for await (const piece of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += piece;
    if (text.length >= limit) break;
  }
  return text.slice(0, limit);
}
