import {
  MAX_PICTURE_BYTES,
  pictureTooLarge,
  readPicture,
  removePicture,
  setPicture,
} from "@/lib/account/picture";
import { pictureResponse } from "@/lib/account/picture-response";
import { readBytes } from "@/lib/api/read-body";
import { failureResponse, notFoundResponse, successResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: {
    requires: "user",
    handler: async ({ user, headers }) => {
      const found = await readPicture(user.id, user);
      return found ? pictureResponse(found, headers, false) : notFoundResponse();
    },
  },
  PUT: {
    requires: "user",
    readsOwnBody: true,
    handler: async ({ request, actor }) => {
      const bytes = await readBytes(request, MAX_PICTURE_BYTES);
      const result = bytes ? await setPicture(bytes, actor) : pictureTooLarge();
      return result.ok ? successResponse("Your picture was changed.") : failureResponse(result.failure);
    },
  },
  DELETE: {
    requires: "user",
    readsOwnBody: true,
    handler: async ({ actor }) => {
      await removePicture(actor);
      return successResponse("Your picture was removed.");
    },
  },
});
