//! The log: on stderr, for people or for programs, never with a token or a person's words.

use std::io::{IsTerminal as _, stderr};

use anyhow::Context as _;
use clap::ValueEnum;
use tracing_subscriber::EnvFilter;

/// How the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Lines for people
    Text,
    /// One JSON object a line
    Json,
}

/// The format that the flag names, else the environment.
pub(super) fn format(flag: Option<Format>, env: Option<&str>) -> anyhow::Result<Format> {
    match (flag, env) {
        (Some(format), _) => Ok(format),
        (None, None) => Ok(Format::Text),
        (None, Some(name)) => Format::from_str(name, false)
            .map_err(|_| anyhow::anyhow!("VERBATIM_LOG_FORMAT must be `text` or `json`, not `{name}`")),
    }
}

/// Logs to stderr what the filter lets through, this crate's events from `info` up by default.
pub(super) fn to_stderr(format: Format, filter: Option<&str>) -> anyhow::Result<()> {
    let mut filter = EnvFilter::try_new(filter.unwrap_or("warn,verbatim=info"))
        .context("VERBATIM_LOG must be like `info` or `verbatim=debug`")?;
    // These write addresses and statements at their finest levels, and the token is a part of every address.
    for quiet in ["hyper=warn", "hyper_util=warn", "reqwest=warn", "rustls=warn", "sqlx=warn", "h2=warn"] {
        filter = filter.add_directive(quiet.parse().context("a fixed directive")?);
    }
    // Without internal errors: they go to stderr too, and a log that cannot be written must not end the bot.
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(stderr).log_internal_errors(false);
    match format {
        Format::Text => log.with_ansi(stderr().is_terminal()).init(),
        Format::Json => log.json().flatten_event(true).init(),
    }
    // The message of a panic may hold what a person wrote (a slice error quotes the text); its place does not.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "a part of the program panicked");
    }));
    Ok(())
}
