import { type Catalogue, type Message, textOf } from "./message";

/** What the pages say about a username that can't be registered. Browsers ask for it before the form is submitted. */
export const USERNAME_MESSAGES = {
  username_taken: "This username is taken.",
  username_reserved: "This username is reserved. Choose another one.",
  username_confusable: "This username looks too much like another one. Choose a different one.",
} satisfies Catalogue<"username_taken" | "username_reserved" | "username_confusable">;

/** Returns the text of a message about a username that can't be registered. */
export function usernameMessage(message: Message): string | undefined {
  return textOf(message, USERNAME_MESSAGES);
}
