import { health } from "@/lib/health";

/** Whether the app is alive, and ready with each service that it needs; 503 where it is not ready. */
export async function GET() {
  const state = await health();
  return Response.json(state, { status: state.ready ? 200 : 503, headers: { "cache-control": "no-store" } });
}
