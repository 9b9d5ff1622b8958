import { type FocusEvent, useRef, useState } from "react";
import { pointerReleased } from "@/components/forms/pointer-release";
import type { Message } from "@/lib/messages/message";
import { usernameMessage } from "@/lib/messages/username-messages";

type Answer = { username: string; message?: string | undefined; suggestions: string[] };
type Response = { is_available: boolean; reason: string | null; suggestions: string[] };

/**
 * Looks up whether a username is available when its field is left. Says nothing where that can't be told, for example
 * beyond the rate limit: the server decides when the form is submitted.
 */
export function useUsernameCheck() {
  const [answer, setAnswer] = useState<Answer>();
  const latest = useRef("");

  async function check(username: string) {
    if (username === latest.current) return;
    latest.current = username;
    if (!username) return setAnswer(undefined);
    const found = await lookUp(username).catch(() => undefined);
    await pointerReleased();
    if (username === latest.current) setAnswer(found && { username, ...found });
  }

  return {
    answer,
    onBlur: ({ target }: FocusEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      void check(target.value.trim()),
    forget: () => {
      latest.current = "";
      setAnswer(undefined);
    },
  };
}

async function lookUp(username: string): Promise<Omit<Answer, "username"> | undefined> {
  const response = await fetch("/api/auth/check-username/", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ username }),
    // The answer must not depend on who is logged in.
    credentials: "omit",
  });
  if (!response.ok) return undefined;
  const { is_available, reason, suggestions } = (await response.json()) as Response;
  if (is_available) return { suggestions: [] };
  return { message: usernameMessage(`username_${reason}` as Message), suggestions };
}
