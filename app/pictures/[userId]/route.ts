import { readPicture } from "@/lib/account/picture";
import { pictureResponse } from "@/lib/account/picture-response";
import { notFoundResponse } from "@/lib/api/responses";
import { isUuid } from "@/lib/schemas/uuid";
import { currentUser } from "@/lib/sessions/current-user";

type Parameters = { params: Promise<{ userId: string }> };

/** Somebody's picture, for themselves and for admins; for everybody else there is none. */
export async function GET(request: Request, { params }: Parameters) {
  const { userId } = await params;
  const viewer = await currentUser();
  const found = viewer && isUuid(userId) ? await readPicture(userId, viewer) : undefined;
  if (!found) return notFoundResponse();
  const isHashInAddress = new URL(request.url).searchParams.get("v") === found.pictureHash;
  return pictureResponse(found, request.headers, isHashInAddress);
}
