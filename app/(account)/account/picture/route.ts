import { MAX_PICTURE_BYTES, removePicture, setPicture } from "@/lib/account/picture";
import { bodyErrorResponse, errorDetail } from "@/lib/api/responses";
import { env } from "@/lib/config/env";
import { setFlash } from "@/lib/http/flash-message";
import { readBytes } from "@/lib/http/read-bytes";
import { isSameOrigin } from "@/lib/http/same-origin";
import type { FlashId } from "@/lib/messages/flash-messages";
import { messagesAt } from "@/lib/schemas/field-errors";
import { actionFailure, requireActor } from "@/lib/sessions/current-user";

// Allowance for the multipart boundaries and headers around the file.
const ENVELOPE_BYTES = 10_000;

/** Stores or removes the profile picture and redirects to the profile, which shows a message. */
export async function POST(request: Request) {
  if (!(await isSameOrigin()))
    return errorDetail(403, "This request came from another site and was blocked.");
  const actor = await requireActor("/account/profile");
  const body = await readBytes(request, MAX_PICTURE_BYTES + ENVELOPE_BYTES);
  if (!body.ok)
    return body.failure.code === "aborted"
      ? bodyErrorResponse(body.failure)
      : redirectWithProblem("image_too_large");
  const headers = { "content-type": request.headers.get("content-type") ?? "" };
  const form = await new Response(body.value, { headers }).formData().catch(() => new FormData());
  if (form.get("remove") === "yes") {
    const removed = await removePicture(actor).catch(actionFailure);
    return removed && !removed.ok ? redirectWithProblem("unavailable") : redirectWithFlash("picture_removed");
  }
  const file = form.get("picture");
  if (!(file instanceof File)) return redirectWithProblem("not_an_image");
  const result = await setPicture(new Uint8Array(await file.arrayBuffer()), actor).catch(actionFailure);
  if (result.ok) return redirectWithFlash("picture_saved");
  const { failure } = result;
  if (failure.code !== "invalid") return redirectWithProblem(failure.code);
  return redirectWithProblem(messagesAt(failure.errors, "picture")[0] ?? "not_an_image");
}

async function redirectWithFlash(flash: FlashId) {
  await setFlash(flash);
  return Response.redirect(`${env().APP_URL}/account/profile`, 303);
}

function redirectWithProblem(problem: string) {
  return Response.redirect(`${env().APP_URL}/account/profile?picture=${problem}`, 303);
}
