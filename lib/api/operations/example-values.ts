// The values of the examples, so that the same person and device appear in all of them.

export const EXAMPLE_TOKEN = "5Zc9u2vYb1nTq0sXK7dRj4wLh8mEoGfAiPz3yQxV6tU";
export const EXAMPLE_LINK_TOKEN = "kV3mZ0c7Qw1yB8tN5xR2pL9sD4fH6jGaUeIoCqXvTbM";
export const EXAMPLE_CLAIM =
  "0198c5a2-7b1e-7c4a-9f6d-2e8b1a0c4d5f.Tq8mY1vK3xW6zB9nL2sD5fH7jGcPeRiUoAaEtQwXyZk";
export const EXAMPLE_REMOVAL_TOKEN =
  "0198c5a2-91c4-7d02-8a3b-5c6d7e8f9a0b.Yq3mZ1vK8xT6zB9nL2sD5fH7jGcPeRiUoAaEtQwXkVw";
/** The header of the responses that carry a claim. */
export const CLAIM_RESPONSE_HEADER = {
  name: "Registration-Claim",
  description: "Proves, while the email address is not verified, that its holder knows the password.",
  example: EXAMPLE_CLAIM,
};
export const EXAMPLE_PASSWORD = "correct-horse-battery-staple";
export const EXAMPLE_EXPIRY = "2027-03-01T09:30:00.000Z";

export const EXAMPLE_USER = {
  id: "0198c5a2-7b1e-7c4a-9f6d-2e8b1a0c4d5f",
  username: "ada",
  email: "ada@example.com",
  role: "user",
  email_verified: true,
};

export const EXAMPLE_PROFILE = {
  username: "ada",
  email: "ada@example.com",
  bio: "Writes programs for machines that don't exist yet.",
  address: "12 St James's Square, London",
  phone_number: "+442079460018",
  has_picture: true,
  delete_after: null,
};

export const EXAMPLE_DEVICE = {
  id: "0198c5a2-80aa-7d10-8b35-6c1f0e9d2a47",
  device_name: "Chrome on macOS",
  device_type: "desktop",
  browser: "Chrome 142",
  os: "macOS",
  is_trusted: false,
  first_seen_at: "2026-11-02T08:15:30.000Z",
  last_seen_at: "2026-12-01T09:30:00.000Z",
};

/** A device as a client describes it when it registers or logs in. */
export const EXAMPLE_CLIENT_DEVICE = {
  fingerprint_hash: "9f86d081884c7d659a2feaa0c55ad015",
  device_name: "Chrome on macOS",
  device_type: "desktop",
  browser: "Chrome 142",
  os: "macOS",
};

/** The response of an operation that returns a message only. */
export const exampleSuccess = (message: string) => ({ status: "success", message });
