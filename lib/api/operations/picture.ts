import * as z from "zod";
import { successResponse } from "../response-schemas";
import { exampleSuccess } from "./example-values";
import {
  BODY_TIMEOUT,
  COMMON_ERRORS,
  NOT_FOUND,
  type Operation,
  UNAUTHORIZED,
  VALIDATION_ERROR,
} from "./operation";

/** The user's profile picture. */
export const PICTURE_OPERATIONS: Operation[] = [
  {
    method: "get",
    path: "/api/account/picture/",
    id: "getPicture",
    tag: "Profile",
    summary: "Get picture",
    description: "Returns the current user's picture as a WebP image of 256 × 256 pixels.",
    responseType: "image/webp",
    requiresAuth: true,
    responses: { 200: ["The picture.", z.any()], ...UNAUTHORIZED, ...NOT_FOUND, ...COMMON_ERRORS },
  },
  {
    method: "put",
    path: "/api/account/picture/",
    id: "updatePicture",
    tag: "Profile",
    summary: "Update picture",
    description:
      "Replaces the picture with the file in the request body, up to 5 MB. The image is rotated, cropped and resized as needed, and its metadata is removed.",
    requestContentTypes: ["image/jpeg", "image/png", "image/webp", "image/gif", "image/avif", "image/tiff"],
    requiresAuth: true,
    responses: {
      200: ["Picture updated.", successResponse, exampleSuccess("Picture updated.")],
      ...VALIDATION_ERROR,
      ...BODY_TIMEOUT,
      ...UNAUTHORIZED,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "delete",
    path: "/api/account/picture/",
    id: "removePicture",
    tag: "Profile",
    summary: "Remove picture",
    description: "Removes the current user's picture, if there is one.",
    requiresAuth: true,
    responses: {
      200: ["Picture removed.", successResponse, exampleSuccess("Picture removed.")],
      ...UNAUTHORIZED,
      ...COMMON_ERRORS,
    },
  },
];
