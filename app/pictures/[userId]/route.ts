import { readPicture } from "@/lib/account/picture";
import { pictureResponse } from "@/lib/account/picture-response";
import { notFoundResponse } from "@/lib/api/responses";
import { isUuid } from "@/lib/schemas/uuid";
import { currentUser } from "@/lib/sessions/current-user";

type Parameters = { params: Promise<{ userId: string }> };

/** Serves a profile picture to its owner and to admins. Everyone else gets a 404. */
export async function GET(request: Request, { params }: Parameters) {
  const { userId } = await params;
  const viewer = await currentUser();
  const picture = viewer && isUuid(userId) ? await readPicture(userId, viewer) : undefined;
  if (!picture) return notFoundResponse();
  const isHashInUrl = new URL(request.url).searchParams.get("v") === picture.pictureHash;
  return pictureResponse(picture, request.headers, isHashInUrl);
}
