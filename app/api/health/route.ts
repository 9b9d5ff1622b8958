import { health } from "@/lib/api/health";
import { jsonResponse } from "@/lib/api/responses";

/** Reports whether the app is alive and ready, and the state of each dependency; 503 when it isn't ready. */
export async function GET() {
  const state = await health();
  return jsonResponse(state.ready ? 200 : 503, state);
}
