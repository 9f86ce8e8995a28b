// The real program on a Bot API emulator that somebody else wrote: what the project's own fake server gets wrong, this
// one need not get wrong too. It knows no formatting and checks no request, which the project's own does.
//
//   VERBATIM_BIN=target/debug/verbatim npm --prefix tests/emulator test

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { Bot, STAFF_CHAT, decide } from "./bot.js";
import { BOT, Emulator } from "./emulator.js";

const CLEAR = "does the liver grow back?";
const STRANGE = "asdf qwer";
const URGENT = "I am vomiting blood";
// Which of these are not clear depends on the engine's weights.
const MAY_BE_UNCLEAR = ["surgery", "liver", "treatment", "heat or cold", "side effects", "how long does it take"];

const [clear, strange, urgent, ...others] = decide([CLEAR, STRANGE, URGENT, ...MAY_BE_UNCLEAR]);
const unclear = others.find((other) => other.decision === "choose");
const source = flat(readFileSync(new URL("../../faq/sources/liver-lesions.txt", import.meta.url), "utf8"));

let emulator;
let bot;
// Each test has chats of its own: Telegram lets about one message a second into a chat, and the bot keeps to that.
let chats = 0;
let messages = 1000;

before(async () => {
  emulator = new Emulator();
  await emulator.start();
  bot = new Bot(emulator.url);
});

after(async () => {
  bot?.end();
  await emulator?.end();
});

// The words of a text without markup, white space as one space.
function flat(text) {
  const entities = { amp: "&", lt: "<", gt: ">", quot: '"' };
  const words = text.replace(/<[^>]*>/g, " ").replace(/&(amp|lt|gt|quot);/g, (_, name) => entities[name]);
  return words.replace(/\s+/g, " ").trim();
}

// What is quoted in a text, one item a block quote.
function quotes(html) {
  return [...html.matchAll(/<blockquote[^>]*>(.*?)<\/blockquote>/gs)].map(([, quote]) => flat(quote));
}

function person() {
  chats += 1;
  return { id: 5000 + chats, is_bot: false, first_name: "Ada", language_code: "en" };
}

function privateChat(person) {
  return { id: person.id, type: "private", first_name: person.first_name };
}

function group() {
  chats += 1;
  return { id: -5000 - chats, type: "group", title: "Relatives" };
}

// Sends a message and gives its id. The emulator fills in nothing, so all that Telegram sends is here.
function say(from, chat, text, more = {}) {
  messages += 1;
  emulator.push({ message: { message_id: messages, date: Math.floor(Date.now() / 1000), from, chat, text, ...more } });
  return messages;
}

// Taps on the button with this data below a message that the bot sent or edited.
function tap(from, chat, request, data, more = {}) {
  const id = `tap-${from.id}-${data}`;
  // An edit names the message that it changes; what was sent has the id that the emulator gave to it.
  const message_id = request.payload.message_id ?? request.messageId;
  const { text, reply_markup } = request.payload;
  const message = { message_id, date: Math.floor(Date.now() / 1000), from: BOT, chat, text: flat(text), reply_markup, ...more };
  emulator.push({ callback_query: { id, from, message, chat_instance: `${chat.id}`, data } });
  return id;
}

function buttons(request) {
  return request.payload.reply_markup.inline_keyboard.flat();
}

function to(chat) {
  return (request) => Number(request.payload.chat_id) === chat.id;
}

// The first request of a method to a chat.
function first(chat, method) {
  const look = (requests) => requests.filter(to(chat)).find((request) => request.method === method);
  return emulator.waitFor(`${method} to ${chat.id}`, look);
}

function answered(id) {
  const look = (requests) =>
    requests.find(({ method, payload }) => method === "answerCallbackQuery" && payload.callback_query_id === id);
  return emulator.waitFor(`the answer to ${id}`, look);
}

// A text that quotes the passage of a decision, word for word, with source and disclaimer.
function assertQuotes(html, passage) {
  const quoted = quotes(html);
  assert.ok(quoted.length > 0, html);
  assert.equal(quoted.join(" "), flat(passage));
  for (const quote of quoted.flatMap((quote) => quote.split("[…]"))) {
    assert.ok(source.includes(quote.trim()), `not the source's words: ${quote}`);
  }
  assert.ok(flat(html).includes(flat(clear.disclaimer)), `no disclaimer: ${html}`);
  assert.match(html, /Source: /);
}

function assertReplies(request, id) {
  assert.equal(request.payload.reply_parameters?.message_id, id);
}

test("a question is answered with its passage, source and disclaimer", async () => {
  const ada = person();
  const chat = privateChat(ada);
  const question = say(ada, chat, CLEAR);
  const answer = await first(chat, "sendMessage");
  assert.equal(clear.decision, "answer");
  assertQuotes(answer.payload.text, clear.passage);
  assertReplies(answer, question);
  assert.equal(answer.payload.parse_mode, "HTML");
});

test("a choice that is tapped becomes the passage in its place", async () => {
  const ada = person();
  const chat = privateChat(ada);
  assert.ok(unclear, "one of the questions is not clear");
  say(ada, chat, unclear.question);
  const offer = await first(chat, "sendMessage");
  assert.deepEqual(quotes(offer.payload.text), []);
  const choices = buttons(offer).filter(({ callback_data }) => callback_data.startsWith("c:"));
  assert.ok(choices.length > 1);
  // The terminal tells more of the ranking than the bot offers.
  const ranked = unclear.choices.slice(0, choices.length).map(({ id }) => `c:${id}`);
  assert.deepEqual(choices.map(({ callback_data }) => callback_data), ranked);
  const id = tap(ada, chat, offer, choices[0].callback_data);
  await answered(id);
  const edit = await first(chat, "editMessageText");
  assert.equal(edit.payload.message_id, offer.messageId);
  const [chosen] = decide([unclear.choices[0].question]);
  assert.equal(chosen.entry, unclear.choices[0].id);
  assertQuotes(edit.payload.text, chosen.passage);
});

test("feedback is thanked for and marked on its button", async () => {
  const ada = person();
  const chat = privateChat(ada);
  say(ada, chat, CLEAR);
  const answer = await first(chat, "sendMessage");
  const helped = buttons(answer).find(({ callback_data }) => callback_data.startsWith("h:"));
  const id = tap(ada, chat, answer, helped.callback_data);
  const toast = await answered(id);
  assert.ok(toast.payload.text);
  const edit = await first(chat, "editMessageReplyMarkup");
  assert.equal(edit.payload.message_id, answer.messageId);
  const marked = buttons(edit).find(({ callback_data }) => callback_data === helped.callback_data);
  assert.notEqual(marked.text, helped.text);
  assert.equal(buttons(edit).length, buttons(answer).length);
});

test("in a group only what is addressed to the bot is answered", async () => {
  const ada = person();
  const chat = group();
  const ask = `/ask ${CLEAR}`;
  const name = `@${BOT.username}`;
  const command = { entities: [{ type: "bot_command", offset: 0, length: 4 }] };
  const mention = { entities: [{ type: "mention", offset: 0, length: name.length }] };
  say(ada, chat, CLEAR);
  say(ada, chat, "what do you all think?");
  const asked = say(ada, chat, ask, command);
  say(ada, chat, CLEAR);
  say(ada, chat, `${name} ${CLEAR}`, mention);
  const look = (requests) => requests.filter(to(chat)).length >= 2 && requests.filter(to(chat));
  const answers = await emulator.waitFor(`two answers in ${chat.id}`, look);
  // Messages of a chat are handled in order, so what was passed over before an answer stays so.
  assert.equal(answers.length, 2);
  assertReplies(answers[0], asked);
  assertQuotes(answers[0].payload.text, clear.passage);
  // What was just answered in the group is pointed to and not repeated.
  assert.match(flat(answers[1].payload.text), /gave this answer here a short while ago/);
  assert.deepEqual(quotes(answers[1].payload.text), []);
  assert.ok(answers.every(({ method }) => method === "sendMessage"));
});

test("a question that the text does not cover gets no passage", async () => {
  const ada = person();
  const chat = privateChat(ada);
  const question = say(ada, chat, STRANGE);
  const answer = await first(chat, "sendMessage");
  assert.equal(strange.decision, "unknown");
  assert.match(flat(answer.payload.text), /I did not find an answer/);
  assert.deepEqual(quotes(answer.payload.text), []);
  assertReplies(answer, question);
});

test("an emergency gets help and nothing else", async () => {
  const ada = person();
  const chat = privateChat(ada);
  say(ada, chat, URGENT);
  const answer = await first(chat, "sendMessage");
  assert.equal(urgent.decision, "urgent");
  assert.match(flat(answer.payload.text), /emergency number/);
  assert.deepEqual(quotes(answer.payload.text), []);
});

test("an inline query is answered, and what quotes has the disclaimer", async () => {
  assert.ok(emulator.allowed.includes("inline_query"), `the bot asks for ${emulator.allowed} alone`);
  const id = "inline-1";
  emulator.push({ inline_query: { id, from: person(), query: CLEAR, offset: "", chat_type: "private" } });
  const look = (requests) =>
    requests.find(({ method, payload }) => method === "answerInlineQuery" && payload.inline_query_id === id);
  const { results } = (await emulator.waitFor("the answer to the inline query", look)).payload;
  const texts = results.map((result) => result.input_message_content.message_text);
  const quoting = texts.filter((text) => quotes(text).length > 0);
  assert.ok(quoting.some((text) => quotes(text).join(" ") === flat(clear.passage)), texts.join("\n"));
  for (const text of quoting) {
    assert.ok(flat(text).includes(flat(clear.disclaimer)), `no disclaimer: ${text}`);
  }
});

test("a person behind the bot takes over in a topic, and gives back", async () => {
  const ada = person();
  const chat = privateChat(ada);
  const staff = { id: STAFF_CHAT, type: "supergroup", title: "Desk", is_forum: true };
  const nurse = { id: 21, is_bot: false, first_name: "Grace", language_code: "en" };
  const inTopic = { message_thread_id: 77, is_topic_message: true };
  const label = (request, text) => buttons(request).find((button) => button.text === text).callback_data;
  const sent = (where, words) => {
    const look = (requests) => requests.filter(to(where)).find(({ payload }) => flat(payload.text ?? "").includes(words));
    return emulator.waitFor(`${words} in ${where.id}`, look);
  };

  const asked = say(ada, chat, STRANGE);
  const question = { message_id: asked, date: 1, from: ada, chat, text: STRANGE };
  const answer = await first(chat, "sendMessage");
  tap(ada, chat, answer, label(answer, "Talk to a person"), { reply_to_message: question });
  const consent = await sent(chat, "Shall I pass it on?");
  assert.ok(!emulator.requests.some(to(staff)), "nothing is passed on before they agree");
  tap(ada, chat, consent, label(consent, "Pass it on"), { reply_to_message: question });
  const card = await sent(staff, STRANGE);
  assert.equal(card.payload.message_thread_id, 77);
  assert.ok(!card.payload.text.includes(ada.first_name), "they agreed to no name");
  await sent(chat, "A person has this now");

  say(nurse, staff, "Hello, what is it about?", inTopic);
  const reply = await sent(chat, "what is it about?");
  assert.match(reply.payload.text, /^👤/u);
  await sent(chat, clear.disclaimer);
  say(nurse, staff, "// is she on the list?", inTopic);
  say(ada, chat, CLEAR);
  const passed = await sent(staff, CLEAR);
  assert.equal(passed.payload.message_thread_id, 77);
  say(nurse, staff, "/close", { ...inTopic, entities: [{ type: "bot_command", offset: 0, length: 6 }] });
  await sent(chat, "I answer again");
  assert.ok(!emulator.requests.filter(to(chat)).some(({ payload }) => payload.text?.includes("on the list")));
  say(ada, chat, CLEAR);
  assertQuotes((await sent(chat, "Source:")).payload.text, clear.passage);
});

test("it stops when told to, and all is well", async () => {
  assert.equal(await bot.stop(), 0, bot.said);
  assert.doesNotMatch(bot.said, /ERROR|panicked/);
});
