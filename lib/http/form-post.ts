import { headers } from "next/headers";
import { findResponse } from "./open-responses";

/** Returns whether the current page is rendered to answer a form that was submitted without JavaScript. */
export async function isFormPost(): Promise<boolean> {
  return findResponse(await headers())?.req.method === "POST";
}
