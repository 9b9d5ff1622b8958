import { readPicture } from "@/lib/account/picture";
import { pictureResponse } from "@/lib/account/picture-response";
import { isAllowed } from "@/lib/admin/permissions";
import { notFoundResponse } from "@/lib/api/responses";
import { isUuid } from "@/lib/schemas/uuid";
import { currentReader, type Reader } from "@/lib/sessions/current-user";
import { isSecondFactorMissing } from "@/lib/sessions/session";

type Parameters = { params: Promise<{ userId: string }> };

const isStaff = (reader: Reader) =>
  isAllowed(reader.user.role, "read_user") && !isSecondFactorMissing(reader);

/** Serves a profile picture to its owner, to admins and to managers, and to an admin who impersonates the owner. Everyone else gets a 404. */
export async function GET(request: Request, { params }: Parameters) {
  const { userId } = await params;
  const reader = await currentReader();
  const picture =
    reader && isUuid(userId) ? await readPicture(userId, reader.user, isStaff(reader)) : undefined;
  if (!picture) return notFoundResponse();
  const isHashInUrl = new URL(request.url).searchParams.get("v") === picture.pictureHash;
  return pictureResponse(picture, request.headers, isHashInUrl);
}
