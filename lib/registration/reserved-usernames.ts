import { productNames } from "@/lib/config/product";
import { usernameSkeleton } from "./username-skeleton";

/** Names that speak for the service: its roles, its departments, and the mailboxes of RFC 2142. */
const RESERVED = `abuse account accounts admin administrator admins anonymous api billing compliance contact
  customerservice daemon donotreply everyone feedback ftp help helpdesk hostmaster info legal login mailerdaemon
  marketing mod moderator moderators news nobody noc noreply notifications null official operator operators owner
  postmaster privacy register root sales security staff superuser support sysadmin sysop system team trust undefined
  usenet uucp verification verified webmaster www`.split(/\s+/);

let skeletons: ReadonlySet<string> | undefined;

/**
 * Returns whether a username is reserved, or looks like a reserved one: `Admin`, `no-reply`, `r00t`, `аdmin` with a
 * Cyrillic letter. People can't sign up with such a name or take it later; the command that creates admins can.
 */
export function isReservedUsername(username: string): boolean {
  skeletons ??= new Set([...RESERVED, ...productNames()].map(lettersAndDigits).map(usernameSkeleton));
  return skeletons.has(usernameSkeleton(lettersAndDigits(username)));
}

function lettersAndDigits(name: string): string {
  return name.normalize("NFKC").replace(/[^\p{L}\p{N}]/gu, "");
}
