import { changeDeviceSchema } from "@/lib/schemas/change-device";
import { changedDeviceResponse, deviceListResponse, successResponse } from "../response-schemas";
import {
  EXAMPLE_DEVICE,
  EXAMPLE_EXPIRY,
  EXAMPLE_PASSWORD,
  EXAMPLE_TOKEN,
  exampleSuccess,
} from "./example-values";
import {
  BODY_ERRORS,
  COMMON_ERRORS,
  idParameter,
  NOT_FOUND,
  type Operation,
  queryParameter,
  UNAUTHORIZED,
} from "./operation";

const ID_PARAMETER = idParameter("ID of the device.", EXAMPLE_DEVICE.id);

/** The devices a user has logged in from. */
export const DEVICE_OPERATIONS: Operation[] = [
  {
    method: "get",
    path: "/api/account/devices/",
    id: "listDevices",
    tag: "Devices",
    summary: "List devices",
    description:
      "Returns up to 100 devices the user has logged in from, most recently used first. Pass `next` as `after` to get the next page.",
    parameters: [
      queryParameter(
        "after",
        "Cursor: return devices last used before this one.",
        { type: "string", format: "uuid" },
        EXAMPLE_DEVICE.id,
      ),
    ],
    requiresAuth: true,
    responses: {
      200: ["A page of devices.", deviceListResponse, { next: null, results: [EXAMPLE_DEVICE] }],
      ...UNAUTHORIZED,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "patch",
    path: "/api/account/devices/{id}/",
    id: "updateDevice",
    tag: "Devices",
    summary: "Update device",
    description:
      "Renames a device, or changes whether it is trusted. Omitted fields are unchanged. Trusting a device requires authentication in the last 10 minutes, or `password` if the user has no second factor. The current token is then replaced.",
    body: changeDeviceSchema,
    bodyExample: { device_name: "Work laptop", is_trusted: true, password: EXAMPLE_PASSWORD },
    parameters: [ID_PARAMETER],
    requiresAuth: true,
    responses: {
      200: [
        "The updated device.",
        changedDeviceResponse,
        {
          ...EXAMPLE_DEVICE,
          device_name: "Work laptop",
          is_trusted: true,
          token: EXAMPLE_TOKEN,
          expires_at: EXAMPLE_EXPIRY,
        },
      ],
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
    tag: "Devices",
    summary: "Remove device",
    description: "Removes a device and revokes its sessions.",
    parameters: [ID_PARAMETER],
    requiresAuth: true,
    responses: {
      200: ["Device removed.", successResponse, exampleSuccess("Device removed and its sessions revoked.")],
      ...UNAUTHORIZED,
      ...NOT_FOUND,
      ...COMMON_ERRORS,
    },
  },
];
