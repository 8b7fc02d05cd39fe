// Makes the data that a released version leaves behind, by running that version: see README.md.
//   node --experimental-websocket make.mjs UpperBack.Host.dll FOLDER [CONNECTION_STRING]
// FOLDER/data is the data folder; with a connection string the databases are PostgreSQL's.
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const [dll, folder, postgres] = process.argv.slice(2);
const base = "http://127.0.0.1:19800";
const password = "a long enough password";
const data = [
  ["--data", path.join(folder, "data")],
  postgres ? ["--Data:Provider", "postgres", "--Data:ConnectionString", postgres] : [],
].flat();
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

fs.mkdirSync(path.join(folder, "data"), { recursive: true });
const log = fs.openSync(path.join(folder, "host.log"), "a");
const env = { ...process.env, ASPNETCORE_ENVIRONMENT: "Production" };
let host;

async function start(...settings) {
  const own = ["--urls", base, "--demo", "off", "--Streaming:Rtmp", "off"];
  host = spawn("dotnet", [dll, ...own, ...data, ...settings], { stdio: ["ignore", log, log], env });
  for (;;) {
    const ready = await fetch(`${base}/health/ready`).catch(() => null);
    if (ready?.ok) return;
    await sleep(200);
  }
}

const stop = () =>
  new Promise((resolve) => {
    host.on("exit", resolve);
    host.kill("SIGINT");
  });

async function call(method, address, person, body) {
  const response = await fetch(base + address, {
    method,
    headers: {
      ...(body && { "content-type": "application/json" }),
      ...(person && { authorization: `Bearer ${person.token}` }),
    },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${address}: ${response.status} ${text}`);
  return text ? JSON.parse(text) : null;
}

async function signIn(person) {
  const { email } = person;
  const tokens = await call("POST", "/api/accounts/sign-in", null, { email, password });
  person.token = tokens.accessToken;
  return person;
}

async function signUp(email, displayName) {
  const account = { email, password, displayName, timeZone: "Europe/Berlin" };
  const { memberId } = await call("POST", "/api/accounts/sign-up", null, account);
  return signIn({ email, id: memberId });
}

/** A connection to the live hub, in SignalR's JSON protocol. */
async function connect(person) {
  const address = `${base.replace("http", "ws")}/hubs/live?access_token=${person.token}`;
  const socket = new WebSocket(address);
  const waiting = new Map();
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = reject;
  });
  const send = (message) => socket.send(`${JSON.stringify(message)}\x1e`);
  send({ protocol: "json", version: 1 });
  socket.onmessage = ({ data: frame }) => {
    for (const message of frame.split("\x1e").filter(Boolean).map(JSON.parse)) {
      if (message.type !== 3) continue;
      const { resolve, reject } = waiting.get(message.invocationId);
      if (message.error) reject(new Error(message.error));
      else resolve(message.result);
    }
  };
  const pings = setInterval(() => send({ type: 6 }), 5000);
  return {
    call: (target, argument) =>
      new Promise((resolve, reject) => {
        const invocationId = String(waiting.size + 1);
        waiting.set(invocationId, { resolve, reject });
        send({ type: 1, invocationId, target, arguments: [argument] });
      }),
    close() {
      clearInterval(pings);
      socket.close();
    },
  };
}

const plan = (meera, title, startsAt) =>
  call("POST", "/api/scheduling/sessions", meera, {
    title,
    programme: "upper-back-12-weeks",
    week: 1,
    startsAt: startsAt.toISOString(),
    timeZone: "Europe/Berlin",
    coachedSeats: 2,
  });

// A class that three people are in, with a cue, a form note, some seconds of video and a kept day.
await start();
const meera = await signUp("meera@example.test", "Meera Iyer");
const asha = await signUp("asha@example.test", "Asha Verma");
const ben = await signUp("ben@example.test", "Ben Carter");
execFileSync("dotnet", [dll, "grant-role", meera.email, "instructor", ...data], { env });
await sleep(3000);
await signIn(meera);
await call("PUT", `/api/community/friends/${ben.id}`, asha);
await call("PUT", `/api/community/friends/${asha.id}`, ben);
const { sessionId } = await plan(meera, "Upper back, first steps", new Date());
await sleep(2000);
await call("POST", `/api/scheduling/sessions/${sessionId}/booking`, asha);
const { key } = await call("POST", `/api/streaming/sessions/${sessionId}/keys`, meera, {});
const rooms = [await connect(meera), await connect(asha), await connect(ben)];
for (const room of rooms) await room.call("Join", { sessionId });
await rooms[0].call("StartClass", { sessionId });
const fromMs = Date.now();
const clip = path.join(import.meta.dirname, "../../../services/Host/Demo/demo-class.mp4");
const encoder = `head -c 170000 ${clip} | curl -s -T - -X POST --limit-rate 36k -H 'Stream-Key: ${key}'`;
spawn("sh", ["-c", `${encoder} ${base}/api/streaming/ingest`], { stdio: "inherit" });
const content = { kind: "text", text: "Shoulders away from the ears." };
await rooms[0].call("SendCue", { sessionId, clientCueId: "cue-1", content });
const note = { clientNoteId: "note-1", to: [asha.id], text: "Let the left shoulder sink." };
await rooms[0].call("SendFormNote", { sessionId, ...note });
await sleep(12_000);
for (const room of rooms.slice(1))
  await room.call("ReportWatching", { sessionId, fromMs, toMs: Date.now() });
await rooms[0].call("EndClass", { sessionId });
await sleep(14_000);
for (const room of rooms) room.close();
await stop();

// Without a bus, what is told stays in the outboxes: a class that is planned, somebody who is taken out.
await start("--Bus:Provider", "rabbitmq", "--Bus:ConnectionString", "amqp://127.0.0.1:1/none");
await signIn(meera);
const inForty = new Date(Date.now() + 40 * 24 * 3600 * 1000);
const late = await plan(meera, "Planned while the bus was away", inForty);
const room = await connect(meera);
await room.call("Join", { sessionId });
await room.call("RemoveMember", { sessionId, memberId: ben.id });
room.close();
await sleep(1500);
await stop();
console.log(JSON.stringify({ class: sessionId, plannedLate: late.sessionId }, null, 2));
