import { downloadData } from "@/lib/account/download-data";
import { json } from "@/lib/api/answers";
import { requireSender } from "@/lib/auth/current-user";

/** The actor's data as a file. A POST, because that it was read is written down. */
export async function POST() {
  const actor = await requireSender("/account/data");
  return json(200, await downloadData(actor), {
    "content-disposition": 'attachment; filename="real-mfa-data.json"',
  });
}
