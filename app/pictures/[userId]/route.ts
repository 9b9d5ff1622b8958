import { readPicture } from "@/lib/account/picture";
import { pictureResponse } from "@/lib/account/picture-response";
import { isAllowed } from "@/lib/admin/permissions";
import { notFoundResponse } from "@/lib/api/responses";
import { isUuid } from "@/lib/schemas/uuid";
import { type Actor, currentActor } from "@/lib/sessions/current-user";
import { isSecondFactorMissing } from "@/lib/sessions/session";

type Parameters = { params: Promise<{ userId: string }> };

const isStaff = (actor: Actor) => isAllowed(actor.user.role, "read_user") && !isSecondFactorMissing(actor);

/** Serves a profile picture to its owner, to admins and to managers. Everyone else gets a 404. */
export async function GET(request: Request, { params }: Parameters) {
  const { userId } = await params;
  const actor = await currentActor();
  const picture = actor && isUuid(userId) ? await readPicture(userId, actor.user, isStaff(actor)) : undefined;
  if (!picture) return notFoundResponse();
  const isHashInUrl = new URL(request.url).searchParams.get("v") === picture.pictureHash;
  return pictureResponse(picture, request.headers, isHashInUrl);
}
