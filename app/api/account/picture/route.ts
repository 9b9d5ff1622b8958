import {
  MAX_PICTURE_BYTES,
  pictureTooLarge,
  readPicture,
  removePicture,
  setPicture,
} from "@/lib/account/picture";
import { pictureResponse } from "@/lib/account/picture-response";
import { readBytes } from "@/lib/api/read-body";
import { failed, notFound, success } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: {
    requires: "user",
    answer: async ({ user, headers }) => {
      const found = await readPicture(user.id, user);
      return found ? pictureResponse(found, headers, false) : notFound();
    },
  },
  PUT: {
    requires: "user",
    ownBody: true,
    answer: async ({ request, actor }) => {
      const bytes = await readBytes(request, MAX_PICTURE_BYTES);
      const result = bytes ? await setPicture(bytes, actor) : pictureTooLarge();
      return result.ok ? success("Your picture was changed.") : failed(result.failure);
    },
  },
  DELETE: {
    requires: "user",
    ownBody: true,
    answer: async ({ actor }) => {
      await removePicture(actor);
      return success("Your picture was removed.");
    },
  },
});
