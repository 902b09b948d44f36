const megabyte = 1024 * 1024;

/** What a reply may hold. An upload part fits the function's request of 6 MB after base64. */
export const letterLimits = {
  /** Bytes of all attachments together. */
  total: 25 * megabyte,
  /** Bytes of one uploaded part. */
  part: 4 * megabyte,
  files: 50,
  /** Characters. */
  text: 200_000,
  subject: 250,
  /** Company addresses and outsiders together. */
  people: 50,
  /** Days that a sent copy can be read. */
  keptDays: 90,
} as const;
