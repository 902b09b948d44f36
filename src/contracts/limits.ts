/** The longest message a golden test keeps, in characters. */
export const longestTestMessage = 262_144;

/** The largest message that can be tried in the console, in bytes: what a request may hold. */
export const largestTriedMessage = 3 * 1024 * 1024;

/** The largest file of members, attributes or entries, in bytes. */
export const largestTableFile = 3 * 1024 * 1024;
