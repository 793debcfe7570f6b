// Loaded before EverShop starts. EverShop listens on every address of the machine and wants its port in advance; here
// it gets a port that the system has chosen, on loopback, which is held from the beginning so that nobody else takes it.
// When the first page has come, its address is written as a line to the file descriptor that SHOP_READY names, and
// beside the database, so that who knows the address finds the books.
//
// EverShop also turns customers away who ask too often (120 calls or 300 pages a minute from one address). Here all the
// customers of a test come from one address, so each connection is given one of its own, as a proxy would.
import childProcess from "node:child_process";
import { closeSync, writeFileSync, writeSync } from "node:fs";
import { once } from "node:events";
import net from "node:net";

const ready = Number(process.env.SHOP_READY);
delete process.env.SHOP_READY;

const held = net.createServer().listen(0, "127.0.0.1");
await once(held, "listening");
const port = held.address().port;
const address = `http://127.0.0.1:${port}`;
process.env.PORT = String(port);
process.env.EVERSHOP_HOME_URL = address;

const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (...given) {
  if (Number(given[0]) !== port) return listen.apply(this, given);
  net.Server.prototype.listen = listen;
  this.once("listening", announce);
  this.prependListener("request", (request) => {
    const peer = request.socket.remotePort;
    request.headers["x-forwarded-for"] = `127.1.${peer >> 8}.${peer & 255}`;
  });
  return listen.call(this, held);
};

async function announce() {
  for (;;) {
    const page = await fetch(`${address}/`).catch(() => null);
    if (page?.ok) break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  writeFileSync(`${process.env.DB_HOST}/address`, `${address}/\n`);
  writeSync(ready, `listening on ${address}/\n`);
  closeSync(ready);
}

// The helpers read as much code as the shop itself, at the same time; the first page shall not wait for them.
const { spawn } = childProcess;
childProcess.spawn = (program, given, ...rest) =>
  program === "node" ? spawn("nice", ["-n", "10", program, ...given], ...rest) : spawn(program, given, ...rest);

// EverShop ends its helpers when it exits, and being ended by a signal is no exit for Node.
for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => process.exit(0));
