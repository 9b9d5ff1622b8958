import { appendFileSync, chmodSync, existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

// The stand-ins store secrets, password hashes and links that open an account. Only the user who runs them may read them,
// also where an earlier version or another program created the files.

const OWNER_ONLY_FOLDER = 0o700;
const OWNER_ONLY_FILE = 0o600;
/** The mode bit of folders that all users share, such as /tmp. */
const STICKY = 0o1000;

/** Creates a folder that only the current user can open, or makes an existing one private, unless users share it. */
export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: OWNER_ONLY_FOLDER });
  // A DATA_DIR may be any folder. One that all users share must stay open for them; the files in it are private.
  const isShared = (statSync(folder).mode & STICKY) !== 0;
  if (!isShared && isOwn(folder)) chmodSync(folder, OWNER_ONLY_FOLDER);
}

/** Makes a file private if it exists. */
export function makePrivate(file: string): void {
  if (existsSync(file) && isOwn(file)) chmodSync(file, OWNER_ONLY_FILE);
}

/** Returns whether the current user owns a file or folder. Nobody else may change its mode. False on Windows. */
const isOwn = (path: string) => statSync(path).uid === process.getuid?.();

/** Writes a file that only the current user can read, and creates its folder. */
export function writePrivateFile(file: string, text: string): void {
  makePrivateFolder(path.dirname(file));
  makePrivate(file);
  writeFileSync(file, text, { mode: OWNER_ONLY_FILE });
}

/** Appends to a file that only the current user can read. Its folder must exist. */
export function appendPrivateFile(file: string, text: string): void {
  appendFileSync(file, text, { mode: OWNER_ONLY_FILE });
}
