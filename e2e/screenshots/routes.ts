import { readdirSync } from "node:fs";

/** Returns the paths of all pages in `app` that have no parameter in their path, in alphabetical order. */
export function pagePaths(): string[] {
  return readdirSync("app", { recursive: true, encoding: "utf8" })
    .filter((file) => /(^|\/)page\.tsx$/.test(file) && !file.includes("["))
    .map((file) => {
      const folders = file.split("/").slice(0, -1);
      return `/${folders.filter((folder) => !folder.startsWith("(")).join("/")}`;
    })
    .sort();
}

/** Returns the name of a page's pictures: `account-profile` for `/account/profile`, and `home` for `/`. */
export function pictureName(path: string): string {
  return path.slice(1).replaceAll("/", "-") || "home";
}
