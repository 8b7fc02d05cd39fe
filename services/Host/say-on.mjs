// say-on.mjs COMMAND: runs a command that says little, and says every five seconds that it still runs.
import { spawn } from "node:child_process";

const command = process.argv[2];
const begun = Date.now();
const talk = setInterval(() => console.log(`  … still at it after ${Math.round((Date.now() - begun) / 1000)} s`), 5000);
const child = spawn(command, { shell: true, stdio: "inherit" });
const end = (code) => {
  clearInterval(talk);
  process.exitCode = code;
};
child.on("error", () => end(1));
child.on("exit", (code) => end(code ?? 1));
