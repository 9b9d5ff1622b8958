import {
  MAX_PICTURE_BYTES,
  pictureTooLarge,
  readPicture,
  removePicture,
  setPicture,
} from "@/lib/account/picture";
import { pictureResponse } from "@/lib/account/picture-response";
import { bodyErrorResponse, failureResponse, notFoundResponse, successResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { readBytes } from "@/lib/http/read-bytes";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: {
    auth: "reader",
    handler: async ({ user, headers }) => {
      const found = await readPicture(user.id, user);
      return found ? pictureResponse(found, headers, false) : notFoundResponse();
    },
  },
  PUT: {
    auth: "user",
    readsOwnBody: true,
    handler: async ({ request, actor }) => {
      const body = await readBytes(request, MAX_PICTURE_BYTES);
      if (!body.ok && body.failure.code === "aborted") return bodyErrorResponse(body.failure);
      const result = body.ok ? await setPicture(body.value, actor) : pictureTooLarge();
      return result.ok ? successResponse("Picture updated.") : failureResponse(result.failure);
    },
  },
  DELETE: {
    auth: "user",
    readsOwnBody: true,
    handler: async ({ actor }) => {
      await removePicture(actor);
      return successResponse("Picture removed.");
    },
  },
});
