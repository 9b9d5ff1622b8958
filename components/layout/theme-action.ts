"use server";

import { headers } from "next/headers";
import { RedirectType, redirect } from "next/navigation";
import { refererPath } from "@/lib/http/redirect-path";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { isTheme, setTheme } from "@/lib/http/theme";

/** Remembers the color scheme, and returns to the page that the form is on. */
export async function chooseThemeAction(data: FormData): Promise<void> {
  await requireSameOrigin();
  const theme = data.get("theme");
  if (isTheme(theme)) await setTheme(theme);
  redirect(refererPath((await headers()).get("referer"), "/"), RedirectType.replace);
}
