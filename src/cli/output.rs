//! Writing to standard output: replies with their choices numbered; a reader that went away is no error.

use std::io::{self, BufWriter, Write};

use anstyle::Style;
use chrono::{DateTime, SecondsFormat};

use super::exit::FINE;
use crate::printed::reply_text;
use crate::reply::Reply;

/// Words that stand out, such as the matched question.
pub(super) const STRONG: Style = Style::new().bold();
/// Small print.
pub(super) const FAINT: Style = Style::new().dimmed();

/// Runs `write` on standard output, with colours only on a terminal that wants them; exit code 0.
pub(super) fn to_stdout(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> anyhow::Result<u8> {
    let mut out = BufWriter::new(anstream::AutoStream::auto(io::stdout().lock()));
    write(&mut out)?;
    out.flush()?;
    Ok(FINE)
}

/// A time in milliseconds since 1970 as people and programs read it, to the second.
pub(super) fn time(ms: i64) -> String {
    DateTime::from_timestamp_millis(ms).unwrap_or_default().to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Whether an error says that nobody reads on, as when the output goes to `head`.
pub(super) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let io = error.chain().find_map(|cause| cause.downcast_ref::<io::Error>());
    io.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// Prints a reply: its first line stands out when it is the question that was matched.
pub(super) fn print_reply(reply: &Reply, out: &mut dyn Write) -> io::Result<()> {
    let text = reply_text(reply);
    match (reply.quoted(), text.split_once('\n')) {
        (Some(_), Some((first, rest))) => writeln!(out, "{STRONG}{first}{STRONG:#}\n{rest}"),
        _ => writeln!(out, "{text}"),
    }
}

/// A stranger's text on one line, without what would command the terminal or turn the order of the letters.
pub(super) fn one_line(text: &str) -> String {
    let is_shown = |c: char| {
        !c.is_control()
            && !matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{61c}')
    };
    text.chars().map(|c| if is_shown(c) { c } else { ' ' }).collect()
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn a_text_cannot_command_the_terminal() {
        assert_eq!(one_line("a\nb\u{1b}[31mc\u{9b}1md\u{202e}e\u{2066}é 好"), "a b [31mc 1md e é 好");
    }
}
