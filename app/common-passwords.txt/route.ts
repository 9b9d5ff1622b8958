import { commonPasswords } from "@/lib/passwords/common-passwords";
import { MIN_PASSWORD_LENGTH } from "@/lib/schemas/password";

export const dynamic = "force-static";

/** The part of the list that a form can use: whatever is shorter is too short anyway. */
export function GET() {
  const list = commonPasswords.split("\n").filter((password) => password.length >= MIN_PASSWORD_LENGTH);
  return new Response(list.join("\n"), { headers: { "content-type": "text/plain; charset=utf-8" } });
}
