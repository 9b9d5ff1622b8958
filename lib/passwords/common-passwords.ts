import { readFileSync } from "node:fs";
import path from "node:path";
import { setCommonPasswords, setContextWordRule } from "@/lib/schemas/password";
import { isContextWord } from "./context-words";

/** Django's list of common passwords, collected by Royce Williams, one per line. */
export const commonPasswords = readFileSync(
  path.join(process.cwd(), "lib/schemas/common-passwords.txt"),
  "utf8",
);

setCommonPasswords(commonPasswords);
setContextWordRule(isContextWord);
