import { EventEmitter, once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/** What a service does: nothing unusual, refuse connections, accept data without responding for now, or respond slowly. */
export type Fault = "none" | "refuse" | "hang" | "slow";

/** Creates the observer of one connection. */
export type Watch = () => (data: Buffer) => void;

const DELAY_MS = 400;

/** A TCP proxy in front of a service that can inject faults. Data that is held back during a hang arrives afterwards. */
export class FaultProxy {
  private fault: Fault = "none";
  /** The number of connections and chunks that a fault has affected. */
  affected = 0;
  private readonly changed = new EventEmitter().setMaxListeners(0);
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;

  private constructor(
    private readonly upstream: { host: string; port: number },
    private readonly watch: Watch,
  ) {
    this.server = createServer((client) => this.accept(client));
  }

  /**
   * @param upstream the service's URL
   * @param watch creates for each connection a function that gets every chunk the client sends
   */
  static async start(upstream: string, watch: Watch = () => () => {}): Promise<FaultProxy> {
    const { hostname, port } = new URL(upstream);
    const proxy = new FaultProxy({ host: hostname, port: Number(port) }, watch);
    proxy.server.listen(0, "127.0.0.1");
    await once(proxy.server, "listening");
    return proxy;
  }

  /** Returns a URL of the service with this proxy as its host. */
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

  private accept(client: Socket) {
    if (this.fault === "refuse") {
      this.affected++;
      return client.destroy();
    }
    const service = connect(this.upstream);
    this.forward(client, service, this.watch());
    this.forward(service, client, () => {});
  }

  private forward(from: Socket, to: Socket, onData: (data: Buffer) => void) {
    this.sockets.add(from);
    from.setNoDelay(true);
    // The chunks and the end of a connection must stay in order, however long a fault delays them.
    let previous = Promise.resolve();
    const inOrder = (act: () => void) => {
      previous = previous.then(() => this.delay()).then(act);
    };
    from.on("data", (data) => {
      onData(data);
      inOrder(() => to.write(data));
    });
    from.on("end", () => inOrder(() => to.end()));
    from.on("error", () => to.destroy());
    from.on("close", () => {
      this.sockets.delete(from);
      inOrder(() => to.destroy());
    });
  }

  private async delay() {
    if (this.fault !== "none") this.affected++;
    while (this.fault === "hang") await once(this.changed, "changed");
    if (this.fault === "slow") await wait(DELAY_MS);
  }
}
