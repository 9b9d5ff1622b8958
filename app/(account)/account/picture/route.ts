import { MAX_PICTURE_BYTES, removePicture, setPicture } from "@/lib/account/picture";
import { readBytes } from "@/lib/api/read-body";
import { errorDetail } from "@/lib/api/responses";
import { env } from "@/lib/config/env";
import { isSameOrigin } from "@/lib/http/same-origin";
import { actionFailure, requireActor } from "@/lib/sessions/current-user";

// The boundaries and names of a multipart body, beside the file.
const ENVELOPE_BYTES = 10_000;

/** Takes the picture form, or its button to remove the picture, and goes back to the profile. */
export async function POST(request: Request) {
  if (!(await isSameOrigin())) return errorDetail(403, "This form was sent by another site.");
  const actor = await requireActor("/account/profile");
  const bytes = await readBytes(request, MAX_PICTURE_BYTES + ENVELOPE_BYTES);
  if (!bytes) return redirectWithFlash("too-large");
  const headers = { "content-type": request.headers.get("content-type") ?? "" };
  const form = await new Response(bytes, { headers }).formData().catch(() => new FormData());
  if (form.get("remove") === "yes") {
    const removed = await removePicture(actor).catch(actionFailure);
    return redirectWithFlash(removed && !removed.ok ? "unavailable" : "removed");
  }
  const file = form.get("picture");
  if (!(file instanceof File)) return redirectWithFlash("not-an-image");
  const result = await setPicture(new Uint8Array(await file.arrayBuffer()), actor).catch(actionFailure);
  if (result.ok) return redirectWithFlash("stored");
  if (result.failure.code === "rate_limited") return redirectWithFlash("too-often");
  if (result.failure.code === "unavailable") return redirectWithFlash("unavailable");
  const text = JSON.stringify(result.failure);
  if (/HEIC/.test(text)) return redirectWithFlash("heic");
  return redirectWithFlash(/larger|pixels/.test(text) ? "too-large" : "not-an-image");
}

function redirectWithFlash(flash: string) {
  return Response.redirect(`${env().APP_URL}/account/profile?picture=${flash}`, 303);
}
