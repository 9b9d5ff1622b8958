/** Runs once, before the server answers its first request. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { checkEnv } = await import("./lib/check-env");
  checkEnv();
  const { recordClientAddresses } = await import("./lib/client-address");
  recordClientAddresses();
}
