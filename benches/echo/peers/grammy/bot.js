// The least that a bot can be with grammY and its runner, which handles updates side by side.
//
//   node bot.js URL TOKEN

import { run } from "@grammyjs/runner";
import { Bot } from "grammy";

const [url, token] = process.argv.slice(2);
const bot = new Bot(token, { client: { apiRoot: url } });
bot.on("message:text", (ctx) => ctx.reply(ctx.message.text));
run(bot);
