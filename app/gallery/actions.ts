"use server";

import { redirect } from "next/navigation";
import { setFlash } from "@/lib/http/flash-message";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { isTheme, setTheme } from "@/lib/http/theme";
import { requireGallery } from "./require-gallery";

/** Does nothing, and says that it was done. */
export async function showFlashAction(): Promise<void> {
  await requireSameOrigin();
  requireGallery();
  await setFlash("device_removed", { name: "Chrome on Linux" });
  redirect("/gallery");
}

export async function chooseThemeAction(data: FormData): Promise<void> {
  await requireSameOrigin();
  requireGallery();
  const theme = data.get("theme");
  if (isTheme(theme)) await setTheme(theme);
  redirect("/gallery");
}
