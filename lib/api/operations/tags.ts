/** The groups of operations, in the order in which the API reference lists them. */
export const TAGS = [
  { name: "Registration", description: "Create an account and verify its email address." },
  {
    name: "Login and logout",
    description: "Log in and out, read the current user, and secure the account after an unrecognized login.",
  },
  { name: "Passwords", description: "Reset a forgotten password, or change a known one." },
  { name: "Profile", description: "Read and change what a user says about themselves." },
  { name: "Email address", description: "Change the email address, with a confirmation from the new one." },
  {
    name: "Two-factor authentication",
    description:
      "Add and manage authenticator apps, passkeys and recovery codes, and confirm the identity of a user before a sensitive action.",
  },
  { name: "Sessions", description: "List browser sessions and API tokens, and revoke them." },
  { name: "Devices", description: "List the devices a user has logged in from, and change or remove them." },
  { name: "Activity", description: "Read the security events of the account." },
  { name: "Data and deletion", description: "Export everything stored about a user, or delete the account." },
  {
    name: "Overview",
    description: "Read what happened on each day, and the state of email delivery. For admins and managers.",
  },
  {
    name: "Users",
    description: "Find users, see what happened to their accounts, and act on them. For admins and managers.",
  },
] as const;

/** The name of a group of operations. */
export type Tag = (typeof TAGS)[number]["name"];
