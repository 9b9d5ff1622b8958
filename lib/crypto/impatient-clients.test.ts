import { describe, expect, it } from "vitest";
import { ImpatientClients } from "./impatient-clients";

const withoutSpread = () => new ImpatientClients(() => 0);

describe("the answer to a refused client", () => {
  it("is held back only if the client comes back too soon", () => {
    const clients = withoutSpread();
    expect(clients.refuse("192.0.2.1", 3, 0)).toBe(0);
    expect(clients.refuse("192.0.2.2", 3, 1)).toBe(0);
    expect(clients.refuse("192.0.2.1", 3, 2_999)).toBe(1_000);
    expect(clients.refuse("192.0.2.2", 3, 3_001)).toBe(0);
    // Told at 3,999, when its answer was sent.
    expect(clients.refuse("192.0.2.1", 3, 6_998)).toBe(2_000);
    expect(clients.refuse("192.0.2.1", 3, 12_000)).toBe(0);
  });

  it("is held back for longer each time, up to 4 seconds, until the client waits as it was told", () => {
    const clients = withoutSpread();
    const holds = [0, 1, 2, 3, 4].map((now) => clients.refuse("192.0.2.1", 60, now));
    expect(holds).toEqual([0, 1_000, 2_000, 4_000, 4_000]);
    expect(clients.refuse("192.0.2.1", 60, 65_000)).toBe(0);
    expect(clients.refuse("192.0.2.1", 60, 65_001)).toBe(1_000);
  });

  it("is held back by up to a quarter more, so that clients of a flood don't come back at once", () => {
    const clients = new ImpatientClients(() => 1);
    clients.refuse("192.0.2.1", 60, 0);
    expect(clients.refuse("192.0.2.1", 60, 1)).toBe(1_250);
    expect(clients.refuse("192.0.2.1", 60, 2)).toBe(2_500);
  });

  it("remembers a limited number of clients, of which the latest", () => {
    const clients = withoutSpread();
    for (let index = 0; index <= 10_000; index++) clients.refuse(`client ${index}`, 60, 0);
    expect(clients.refuse("client 10000", 60, 1)).toBe(1_000);
    expect(clients.refuse("client 0", 60, 1)).toBe(0);
  });
});
