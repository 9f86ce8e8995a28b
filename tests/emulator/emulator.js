// The emulator as the test needs it: what it lacks or does otherwise than Telegram is made up for here, each with the
// difference beside it. It runs in mock mode on loopback and never talks to anybody else.

import { EventEmitter, once } from "node:events";
import { TelegramApiMockServer } from "telegram-api-mock-server";

// Long enough for anything that should happen at all.
export const SOON_MS = 20_000;

// The emulator makes the bot's user name of the token's first eight characters, so these are digits: Telegram has no
// name with a colon in it.
export const TOKEN = "70000001:AAEmulatorEmulatorEmulatorEmulator";
export const BOT = { id: 1000000, is_bot: true, first_name: "MockBot", username: "mock_70000001" };

// What the emulator does not know, with what Telegram answers when nothing was set before. Without an answer the bot
// would be right to try again.
const MISSING = new Map([
  ["answerInlineQuery", true],
  // The staff chat is a forum, and whoever writes there is a member.
  ["closeForumTopic", true],
  ["createForumTopic", { message_thread_id: 77, name: "#1", icon_color: 7322096 }],
  ["editMessageReplyMarkup", true],
  ["getChatMember", { status: "member", user: { id: 21, is_bot: false, first_name: "Grace" } }],
  ["getMyDefaultAdministratorRights", {}],
  ["getMyDescription", { description: "" }],
  ["getMyShortDescription", { short_description: "" }],
  ["setMyDefaultAdministratorRights", true],
  ["setMyDescription", true],
  ["setMyShortDescription", true],
]);

export class Emulator extends TelegramApiMockServer {
  #events = new EventEmitter().setMaxListeners(0);
  #newest = 0;
  #handedOut = 0;
  #nextMessageId = 1;
  // What the bot asked for in its last poll.
  allowed = [];

  constructor() {
    super({ host: "127.0.0.1", port: 0, mode: "mock" });
  }

  get url() {
    const { host, port } = this.getAddress();
    return `http://${host}:${port}`;
  }

  // Hands an update to the bot.
  push(update) {
    this.#newest = this.injectUpdate({ token: TOKEN, update }).update_id;
    this.#events.emit("news");
  }

  get requests() {
    return this.listOutbound(TOKEN);
  }

  // Waits until the requests so far give something, and gives that.
  async waitFor(what, look) {
    const signal = AbortSignal.timeout(SOON_MS);
    for (;;) {
      const found = look(this.requests);
      if (found) return found;
      try {
        await once(this.#events, "request", { signal });
      } catch {
        throw new Error(`${what} never came: ${JSON.stringify(this.requests, null, 1)}`);
      }
    }
  }

  // Lets go of every poll, so that nothing holds the process up.
  async end() {
    this.#events.emit("news");
    this.server.closeAllConnections();
    await this.stop();
  }

  async route(request, response) {
    const method = new URL(request.url, "http://localhost").pathname.split("/").pop();
    // The emulator answers a poll at once, also with nothing; Telegram waits for an update as long as it is asked to.
    if (method === "getUpdates") await this.#news(response);
    // Nobody is there to be answered, and the emulator would fail on what it can no longer read.
    if (response.destroyed) return;
    if (!MISSING.has(method)) return super.route(request, response);
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    this.recordOutbound(TOKEN, method, JSON.parse(Buffer.concat(chunks).toString() || "{}"));
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ ok: true, result: MISSING.get(method) }));
  }

  // Waits until there is something to hand out, or nobody waits for it any more.
  async #news(response) {
    if (this.#handedOut < this.#newest) return;
    const signal = AbortSignal.timeout(SOON_MS);
    await Promise.race([once(this.#events, "news", { signal }), once(response, "close", { signal })]).catch(() => {});
  }

  // The emulator hands out every update; Telegram keeps to itself what the bot did not ask for.
  handleGetUpdates(token, payload) {
    this.allowed = payload.allowed_updates ?? this.allowed;
    const updates = super.handleGetUpdates(token, payload);
    this.#handedOut = Math.max(this.#handedOut, ...updates.map((update) => update.update_id));
    return updates.filter((update) => this.allowed.some((kind) => kind in update));
  }

  // The emulator notes what was sent but not the id that it gave to it; ids count up by one from 1 with each message,
  // and what people send does not count.
  recordOutbound(token, method, payload) {
    const ids = method === "sendMessage" ? { messageId: this.#nextMessageId++ } : {};
    super.recordOutbound(token, method, payload);
    Object.assign(this.ensureState(token).outbound.at(-1), ids);
    this.#events.emit("request");
  }
}
