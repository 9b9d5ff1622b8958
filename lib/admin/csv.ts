/** Tells a spreadsheet that the file is UTF-8. */
export const BYTE_ORDER_MARK = "\uFEFF";

// A spreadsheet runs a cell that begins with one of these as a formula. An apostrophe before it makes it a text:
// https://owasp.org/www-community/attacks/CSV_Injection. A cell that begins with an apostrophe gets another one, so that
// removing one apostrophe always gives the original.
const NEEDS_APOSTROPHE = /^['=+\-@\t\r\n]/;
const NEEDS_QUOTES = /[",\r\n]/;

/** Builds a record of a CSV file (RFC 4180), with its line break. A spreadsheet reads every cell as a text. */
export function csvRecord(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(text: string): string {
  const safe = NEEDS_APOSTROPHE.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
