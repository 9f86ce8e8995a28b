"""The least that a bot can be with python-telegram-bot, with updates handled side by side.

    python bot.py URL TOKEN
"""

import sys

from telegram import Update
from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    await update.message.reply_text(update.message.text)


url, token = sys.argv[1:]
application = ApplicationBuilder().token(token).base_url(f"{url}/bot").concurrent_updates(True).build()
application.add_handler(MessageHandler(filters.TEXT, echo))
application.run_polling()
