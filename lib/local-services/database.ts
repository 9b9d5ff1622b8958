import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";
import { PGlite } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import type { LocalServer } from "./http";
import { makePrivateFolder } from "./private-files";

const SSL_REQUEST = 80_877_103;
const GSS_REQUEST = 80_877_104;
const PROTOCOL_3 = 196_608;
// The messages after which a client waits for a response: Query, Sync, FunctionCall, Flush.
const END_OF_BATCH = new Set(["Q", "S", "F", "H"]);
const TERMINATE = "X";
const SYNC = new Uint8Array([0x53, 0, 0, 0, 4]);

type Client = {
  socket: Socket;
  isConnected: boolean;
  received: Buffer;
  /** The messages of the batch that is being received, and the complete batches. */
  messages: Buffer[];
  batches: { bytes: Uint8Array; isFlush: boolean }[];
};

/**
 * Starts the database: PGlite, which is PostgreSQL in WebAssembly, over PostgreSQL's wire protocol.
 *
 * PGlite has one session for all clients, so they take turns. A turn is a whole batch of messages and
 * lasts until no transaction is open. Otherwise one client would read another's uncommitted rows.
 * (@electric-sql/pglite-socket 0.2.17 changes turns after every message.)
 *
 * @param folder where the data is stored; without it the data stays in memory
 * @param port defaults to a free port
 * @param template a copy of a database to begin with, made by {@link copyDatabase}; without it, one is created
 */
export async function startDatabase(folder?: string, port = 0, template?: Blob): Promise<LocalServer> {
  // PGlite sets no modes: what protects its files is the mode of their folder.
  if (folder) makePrivateFolder(folder);
  const database = await PGlite.create({
    extensions: { pg_trgm },
    ...(folder && { dataDir: folder }),
    ...(template && { loadDataDir: template }),
  });
  return serve(database, port);
}

/**
 * Creates a database, lets somebody fill it, and returns a copy of it as a tar archive. Loading that takes a quarter of
 * the time of creating one.
 */
export async function copyDatabase(fill: (url: string) => Promise<unknown>): Promise<Blob> {
  const database = await PGlite.create({ extensions: { pg_trgm } });
  const server = await serve(database, 0);
  await fill(server.url);
  const copy = await database.dumpDataDir("none");
  await server.close();
  return copy;
}

async function serve(database: PGlite, port: number): Promise<LocalServer> {
  const sessions = new Sessions(database, await greetingFrom(database));
  const server = createServer((socket) => sessions.add(socket));
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address() as AddressInfo;
  return {
    url: `postgresql://postgres:postgres@127.0.0.1:${address.port}/postgres?sslmode=disable`,
    close: async () => {
      server.close();
      await sessions.end();
      await database.close();
    },
  };
}

class Sessions {
  private readonly clients = new Set<Client>();
  private readonly queue: Client[] = [];
  /** The client with an open transaction, which keeps its turn. */
  private owner: Client | undefined;
  private turn: Promise<void> | undefined;

  constructor(
    private readonly database: PGlite,
    private readonly greeting: Buffer,
  ) {}

  add(socket: Socket) {
    const client: Client = {
      socket,
      isConnected: false,
      received: Buffer.alloc(0),
      messages: [],
      batches: [],
    };
    this.clients.add(client);
    socket.setNoDelay(true);
    socket.on("data", (data) => this.receive(client, data));
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      this.clients.delete(client);
      this.takeTurns();
    });
  }

  async end() {
    for (const { socket } of this.clients) socket.destroy();
    await this.turn;
    await this.abandonTransaction();
  }

  private receive(client: Client, data: Buffer) {
    client.received = Buffer.concat([client.received, data]);
    for (;;) {
      const { received } = client;
      const headerLength = client.isConnected ? 5 : 8;
      if (received.length < headerLength) return;
      const length = client.isConnected ? received.readInt32BE(1) + 1 : received.readInt32BE(0);
      if (received.length < length) return;
      client.received = received.subarray(length);
      if (client.isConnected) this.take(client, received.subarray(0, length));
      else this.greet(client, received.readInt32BE(4));
    }
  }

  private greet(client: Client, request: number) {
    if (request === SSL_REQUEST || request === GSS_REQUEST) return void client.socket.write("N");
    if (request !== PROTOCOL_3) return void client.socket.end();
    client.isConnected = true;
    client.socket.write(this.greeting);
  }

  private take(client: Client, message: Buffer) {
    const type = String.fromCharCode(message[0] ?? 0);
    if (type === TERMINATE) return void client.socket.end();
    client.messages.push(message);
    if (!END_OF_BATCH.has(type)) return;
    client.batches.push({ bytes: new Uint8Array(Buffer.concat(client.messages)), isFlush: type === "H" });
    client.messages = [];
    if (client.batches.length === 1) this.queue.push(client);
    this.takeTurns();
  }

  private takeTurns() {
    this.turn ??= this.serve().finally(() => {
      this.turn = undefined;
    });
  }

  private async serve() {
    for (;;) {
      if (this.owner && !this.clients.has(this.owner)) await this.abandonTransaction();
      const index = this.owner ? this.queue.indexOf(this.owner) : 0;
      const [client] = index < 0 ? [] : this.queue.splice(index, 1);
      const batch = client?.batches.shift();
      if (!client || !batch) return;
      const write = (output: Uint8Array) =>
        client.socket.writable && client.socket.write(Buffer.from(output));
      await this.database
        .execProtocolRawStream(batch.bytes, { onRawData: (output) => void write(output) })
        .catch((error: unknown) => client.socket.destroy(new Error(String(error))));
      this.owner = this.database.isInTransaction() || batch.isFlush ? client : undefined;
      if (client.batches.length > 0) this.queue.push(client);
    }
  }

  /** Rolls back the transaction of a client that disconnected. */
  private async abandonTransaction() {
    if (!this.owner) return;
    this.owner = undefined;
    await this.database.execProtocolRaw(SYNC);
    if (this.database.isInTransaction()) await this.database.exec("ROLLBACK");
  }
}

/** Returns what PostgreSQL sends to a new client. It is read once, so that a new client need not wait for a turn. */
async function greetingFrom(database: PGlite): Promise<Buffer> {
  const text = Buffer.from("user\0postgres\0database\0postgres\0\0");
  const header = Buffer.alloc(8);
  header.writeInt32BE(header.length + text.length, 0);
  header.writeInt32BE(PROTOCOL_3, 4);
  const parts: Buffer[] = [];
  await database.execProtocolRawStream(new Uint8Array(Buffer.concat([header, text])), {
    onRawData: (data) => void parts.push(Buffer.from(data)),
  });
  return Buffer.concat(parts);
}
