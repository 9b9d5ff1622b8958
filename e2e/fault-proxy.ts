import { EventEmitter, once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/** How a service is: well; nobody listens; it takes what is sent and answers nothing, until later; or slow. */
export type Fault = "none" | "refuse" | "hang" | "slow";

/** Makes what watches one connection. */
export type Watch = () => (data: Buffer) => void;

const SLOWNESS_MS = 400;

/** Stands before a service, at an address of its own, and can make it behave badly. What hangs arrives late. */
export class FaultProxy {
  private fault: Fault = "none";
  /** How many connections and pieces of them have met a fault. */
  met = 0;
  private readonly changed = new EventEmitter().setMaxListeners(0);
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;

  private constructor(
    private readonly upstream: { host: string; port: number },
    private readonly watch: Watch,
  ) {
    this.server = createServer((client) => this.join(client));
  }

  /**
   * @param upstream the service's URL
   * @param watch makes for each connection what is shown all that the client sends, by the chunk
   */
  static async start(upstream: string, watch: Watch = () => () => {}): Promise<FaultProxy> {
    const { hostname, port } = new URL(upstream);
    const proxy = new FaultProxy({ host: hostname, port: Number(port) }, watch);
    proxy.server.listen(0, "127.0.0.1");
    await once(proxy.server, "listening");
    return proxy;
  }

  /** The service's URL, by way of this. */
  through(url: string): string {
    const address = new URL(url);
    address.hostname = "127.0.0.1";
    address.port = String((this.server.address() as AddressInfo).port);
    return address.href.replace(/\/$/, "");
  }

  set(fault: Fault) {
    this.fault = fault;
    if (fault === "refuse") for (const socket of this.sockets) socket.destroy();
    this.changed.emit("changed");
  }

  async close() {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    this.changed.emit("changed");
  }

  private join(client: Socket) {
    if (this.fault === "refuse") {
      this.met++;
      return client.destroy();
    }
    const service = connect(this.upstream);
    this.forward(client, service, this.watch());
    this.forward(service, client, () => {});
  }

  private forward(from: Socket, to: Socket, onData: (data: Buffer) => void) {
    this.sockets.add(from);
    from.setNoDelay(true);
    let before = Promise.resolve();
    const inTurn = (act: () => void) => {
      before = before.then(() => this.untilPassable()).then(act);
    };
    from.on("data", (data) => {
      onData(data);
      inTurn(() => to.write(data));
    });
    from.on("end", () => inTurn(() => to.end()));
    from.on("error", () => to.destroy());
    from.on("close", () => {
      this.sockets.delete(from);
      inTurn(() => to.destroy());
    });
  }

  private async untilPassable() {
    if (this.fault !== "none") this.met++;
    while (this.fault === "hang") await once(this.changed, "changed");
    if (this.fault === "slow") await wait(SLOWNESS_MS);
  }
}
