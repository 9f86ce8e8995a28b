//! What to tell the operator when Telegram takes the bot for a stranger.

use super::client::CallError;

/// Telegram does not know the token.
pub(crate) fn bad_token(error: &CallError) -> anyhow::Error {
    anyhow::anyhow!(
        "the token is not valid ({error}): get it from @BotFather and set TELEGRAM_BOT_TOKEN or --token-file"
    )
}
