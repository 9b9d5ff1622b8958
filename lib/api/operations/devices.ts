import { changeDeviceSchema } from "@/lib/schemas/change-device";
import { changedDeviceResponse, deviceListResponse, successResponse } from "../response-schemas";
import {
  BODY_ERRORS,
  COMMON_ERRORS,
  ID_PARAMETER,
  NOT_FOUND,
  type Operation,
  UNAUTHORIZED,
} from "./operation";

/** The devices a user has logged in from. */
export const DEVICE_OPERATIONS: Operation[] = [
  {
    method: "get",
    path: "/api/account/devices/",
    id: "listDevices",
    tag: "Account",
    summary: "List devices",
    description: "Lists devices the user has logged in from, most recently used first.",
    requiresAuth: true,
    responses: { 200: ["The devices.", deviceListResponse], ...UNAUTHORIZED, ...COMMON_ERRORS },
  },
  {
    method: "patch",
    path: "/api/account/devices/{id}/",
    id: "updateDevice",
    tag: "Account",
    summary: "Update device",
    description:
      "Renames a device, trusts it or stops trusting it. Omitted fields are unchanged. Trusting a device requires `password` unless it was verified in the last 10 minutes; the current token is then replaced.",
    body: changeDeviceSchema,
    parameters: [ID_PARAMETER],
    requiresAuth: true,
    responses: {
      200: ["The updated device.", changedDeviceResponse],
      ...BODY_ERRORS,
      ...UNAUTHORIZED,
      ...NOT_FOUND,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "delete",
    path: "/api/account/devices/{id}/",
    id: "removeDevice",
    tag: "Account",
    summary: "Remove device",
    description: "Removes a device and revokes its sessions.",
    parameters: [ID_PARAMETER],
    requiresAuth: true,
    responses: {
      200: ["Device removed.", successResponse],
      ...UNAUTHORIZED,
      ...NOT_FOUND,
      ...COMMON_ERRORS,
    },
  },
];
