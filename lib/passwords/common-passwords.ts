import { readFileSync } from "node:fs";
import path from "node:path";
import { setCommonPasswords } from "@/lib/schemas/password";

/** Django's list of common passwords, collected by Royce Williams, one per line. */
export const commonPasswords = readFileSync(
  path.join(process.cwd(), "lib/schemas/common-passwords.txt"),
  "utf8",
);

setCommonPasswords(commonPasswords);
