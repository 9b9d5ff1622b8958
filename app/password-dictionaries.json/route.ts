import { strengthDictionaries } from "@/lib/passwords/strength-dictionaries";

export const dynamic = "force-static";

/** Serves what the estimate of a password's strength knows, for the worker of the password fields. */
export function GET() {
  return Response.json(strengthDictionaries());
}
