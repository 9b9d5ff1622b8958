import { health } from "@/lib/observability/health";

/** Whether the app is alive, and ready with each service that it needs; 503 where it is not ready. */
export async function GET() {
  const state = await health();
  return new Response(JSON.stringify(state), {
    status: state.ready ? 200 : 503,
    headers: { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" },
  });
}
