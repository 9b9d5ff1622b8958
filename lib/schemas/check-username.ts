import { serializer } from "./fields";
import { usernameField } from "./username";

/** A username whose availability is asked for. */
export const checkUsernameSchema = serializer({ username: usernameField });
