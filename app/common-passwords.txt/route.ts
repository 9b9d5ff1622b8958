import { commonPasswords } from "@/lib/passwords/common-passwords";
import { MIN_PASSWORD_LENGTH } from "@/lib/schemas/password-length";

export const dynamic = "force-static";

/** Serves the common passwords that forms need. Passwords below the minimum length are omitted: forms reject those anyway. */
export function GET() {
  const list = commonPasswords.split("\n").filter((password) => password.length >= MIN_PASSWORD_LENGTH);
  return new Response(list.join("\n"), { headers: { "content-type": "text/plain; charset=utf-8" } });
}
