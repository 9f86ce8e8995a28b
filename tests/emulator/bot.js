// The program under test: asked in the terminal what it would say, and run as a bot.

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { SOON_MS, TOKEN } from "./emulator.js";

const PROGRAM = process.env.VERBATIM_BIN;
if (!PROGRAM) throw new Error("VERBATIM_BIN must be the path of the program, such as target/debug/verbatim");

// What the program decides about questions, from its own terminal: the bot must say the same.
export function decide(questions) {
  const asked = spawnSync(PROGRAM, ["ask", "--json"], { input: questions.join("\n"), env: {}, timeout: SOON_MS });
  if (asked.status !== 0) throw new Error(`the program does not answer: ${asked.error ?? asked.stderr}`);
  return asked.stdout.toString().trim().split("\n").map((line) => JSON.parse(line));
}

// Where people behind the bot answer.
export const STAFF_CHAT = -1001000000500;

export class Bot {
  said = "";

  constructor(url) {
    this.folder = mkdtempSync(join(tmpdir(), "verbatim-emulator-"));
    const env = {
      TELEGRAM_BOT_TOKEN: TOKEN,
      TELEGRAM_API_URL: url,
      VERBATIM_STAFF_CHAT: `${STAFF_CHAT}`,
      DATABASE_URL: `sqlite:${join(this.folder, "bot.db")}`,
    };
    this.child = spawn(PROGRAM, ["run"], { env, stdio: ["ignore", "ignore", "pipe"] });
    this.child.stderr.on("data", (data) => (this.said += data));
    this.exit = once(this.child, "exit");
    this.exit.catch(() => {});
  }

  // Asks it to stop and gives its exit code.
  async stop() {
    this.child.kill("SIGTERM");
    const late = once(AbortSignal.timeout(SOON_MS), "abort").then(() => {
      throw new Error(`the bot did not stop: ${this.said}`);
    });
    const [code] = await Promise.race([this.exit, late]);
    return code;
  }

  // Ends it in any case.
  end() {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill("SIGKILL");
    rmSync(this.folder, { recursive: true, force: true });
  }
}
