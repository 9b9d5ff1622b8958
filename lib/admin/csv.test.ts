import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BYTE_ORDER_MARK, csvRecord } from "./csv";

const read = (text: string): string[][] => parse(text, { bom: true, relax_column_count: true });
/** What a reader does that knows the convention. */
const restore = (cell: string) => cell.replace(/^'/, "");

describe("csvRecord", () => {
  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "'=1", '="x",1'])(
    "keeps a spreadsheet from running %j, which a reader gets back",
    (text) => {
      const [[cell = ""] = []] = read(csvRecord([text]));
      expect(cell).toBe(`'${text}`);
      expect(restore(cell)).toBe(text);
    },
  );

  it("leaves other texts as they are", () => {
    const cells = [
      "Ada",
      "a=b",
      "1 + 1",
      "ada@example.com",
      "O'Neill",
      'She said "hi", twice',
      "two\r\nlines",
      "ü 漢",
    ];
    expect(read(csvRecord(cells))).toEqual([cells]);
  });

  it("is read back by an independent reader, whatever the texts are", () => {
    const texts = fc.array(fc.string({ unit: "grapheme" }), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(texts, (cells) => {
        const file = BYTE_ORDER_MARK + csvRecord(["a", "b"]) + csvRecord(cells);
        expect(read(file)[1]?.map(restore)).toEqual(cells);
      }),
    );
  });
});
