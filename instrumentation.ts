/** Runs once, before the server answers its first request. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { checkEnv } = await import("./lib/check-env");
  checkEnv();
  const { watchIncomingRequests } = await import("./lib/incoming-requests");
  watchIncomingRequests();
}
