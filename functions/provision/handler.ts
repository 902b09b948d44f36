/** Answers until this function is written. */
export const handler = async () => ({ statusCode: 503 });
