// Any connection that leaves this machine fails, loudly. Loaded by every test, and by every process that tests start.
import net from "node:net";

const LOOPBACK = new Set(["localhost", "127.0.0.1", "::1", "0.0.0.0", "[::1]"]);
const connect = net.Socket.prototype.connect;

net.Socket.prototype.connect = function connectOnLoopback(...args) {
  const [first] = Array.isArray(args[0]) ? args[0] : args;
  const host =
    typeof first === "object" && first !== null
      ? first.host
      : typeof args[1] === "string"
        ? args[1]
        : undefined;
  const isLocal = host === undefined || LOOPBACK.has(host) || /^127\./.test(host);
  if (!isLocal) {
    const error = new Error(`a test tried to reach ${host}: tests stay on this machine`);
    process.stderr.write(`${error.stack}\n`);
    throw error;
  }
  return connect.apply(this, args);
};
