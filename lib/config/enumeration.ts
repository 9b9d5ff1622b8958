import { env } from "./env";

/** Whether no answer may reveal which email addresses have an account, at the cost of less helpful answers. */
export const hidesAccounts = (): boolean => env().ENUMERATION === "strict";
