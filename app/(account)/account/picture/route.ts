import { MAX_PICTURE_BYTES, removePicture, setPicture } from "@/lib/account/picture";
import { readBytes } from "@/lib/api/read-body";
import { detail } from "@/lib/api/responses";
import { env } from "@/lib/config/env";
import { isSameOrigin } from "@/lib/http/same-origin";
import { requireActor, senderFailure } from "@/lib/sessions/current-user";

// The boundaries and names of a multipart body, beside the file.
const ENVELOPE_BYTES = 10_000;

/** Takes the picture form, or its button to remove the picture, and goes back to the profile. */
export async function POST(request: Request) {
  if (!(await isSameOrigin())) return detail(403, "This form was sent by another site.");
  const actor = await requireActor("/account/profile");
  const bytes = await readBytes(request, MAX_PICTURE_BYTES + ENVELOPE_BYTES);
  if (!bytes) return backWith("too-large");
  const headers = { "content-type": request.headers.get("content-type") ?? "" };
  const form = await new Response(bytes, { headers }).formData().catch(() => new FormData());
  if (form.get("remove") === "yes") {
    const removed = await removePicture(actor).catch(senderFailure);
    return backWith(removed && !removed.ok ? "unavailable" : "removed");
  }
  const file = form.get("picture");
  if (!(file instanceof File)) return backWith("not-an-image");
  const result = await setPicture(new Uint8Array(await file.arrayBuffer()), actor).catch(senderFailure);
  if (result.ok) return backWith("stored");
  if (result.failure.code === "rate_limited") return backWith("too-often");
  if (result.failure.code === "unavailable") return backWith("unavailable");
  const text = JSON.stringify(result.failure);
  if (/HEIC/.test(text)) return backWith("heic");
  return backWith(/larger|pixels/.test(text) ? "too-large" : "not-an-image");
}

function backWith(said: string) {
  return Response.redirect(`${env().APP_URL}/account/profile?picture=${said}`, 303);
}
