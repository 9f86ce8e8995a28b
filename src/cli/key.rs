//! `verbatim key`: a new key for what people wrote.

use clap::Args;
use secrecy::ExposeSecret;

use super::output;
use crate::store::Key;

/// Print a new key that encrypts what people wrote
///
/// With a key, what people wrote, what is still to be sent and the titles of groups stand encrypted in the database; the
/// rest, such as numbers of chats and votes, does not. The keys come from `--key-file`, else from VERBATIM_KEY, else from the systemd
/// credential `verbatim-key`: one a line, or with commas in between. The first encrypts, every one decrypts. What was
/// stored before there was a key is encrypted at the next start.
///
/// Keep a copy of the key apart from the database and its backups. Without it, what it encrypted is lost.
///
/// To change the key, put a new one in front of the old one and start the bot again. It encrypts anew what the old key
/// had encrypted, and says at a start when nothing needs the old key any more: then take it away. A backup from before
/// needs it for as long as you keep that backup.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  (umask 077; verbatim key > key)                             a first key
  (umask 077; verbatim key | cat - key > new && mv new key)   a new key in front of it
  verbatim run --token-file token.txt --key-file key          the bot with both")]
pub(super) struct KeyArgs {}

pub(super) fn key() -> anyhow::Result<u8> {
    output::to_stdout(|out| writeln!(out, "{}", Key::generate().expose_secret()))
}
