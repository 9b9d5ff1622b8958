import { notFound } from "next/navigation";
import { env } from "@/lib/config/env";

/** Answers as if there were no such page, unless this is a development server or `GALLERY` is set for tests. */
export function requireGallery(): void {
  const { NODE_ENV, GALLERY } = env();
  if (NODE_ENV !== "development" && !GALLERY) notFound();
}
