/** The server under test, as `playwright.config.ts` starts it. */
export const PORT = 4310;
export const BASE_URL = `http://localhost:${PORT}`;
export const MAILBOX_PORT = 4325;
export const MAILBOX_URL = `http://localhost:${MAILBOX_PORT}`;
export const DATA_DIR = ".data/e2e";
export const LOG_FILE = `${DATA_DIR}/server.log`;
export const WEBHOOK_SECRET = "whsec_YSBzZWNyZXQgZm9yIHRlc3Rz";
export const ALLOWED_ORIGIN = "https://app.example.com";
export const ADMIN = { email: "admin@example.com", password: "a-password-for-tests" };
