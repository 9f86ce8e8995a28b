//! `verbatim export`: the phrasings that were added while the bot runs, written into the FAQ's files for review.

use std::path::Path;

use anyhow::{Context as _, bail};
use clap::Args;

use super::database::StoreArgs;
use super::exit::{FINDINGS, FINE};
use super::faq::FaqArgs;
use super::output::{one_line, to_stdout};
use crate::corpus::{File, Placement};
use crate::faq_dir::replace;
use crate::store::{PhrasingRecord, PhrasingState};
use crate::topic_file::{add_phrasings, entries};

/// Write the phrasings that were added into the FAQ's files, for review in version control
///
/// Only `also_asked` of the entries in `topics/*.toml` changes; comments, order and layout stay. A bot that runs on the
/// folder lets go of them when it reads it again, for they stand there now.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  verbatim export --faq my-faq && git -C my-faq diff
  verbatim export --faq my-faq --dry-run       what would be written, and where")]
pub(super) struct ExportArgs {
    #[command(flatten)]
    store: StoreArgs,
    #[command(flatten)]
    faq: FaqArgs,
    /// Say what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// A phrasing that is to be written.
type PhrasingPair<'a> = (&'a str, &'a str);

pub(super) fn export(args: &ExportArgs) -> anyhow::Result<u8> {
    let Some(folder) = args.faq.folder() else {
        bail!("name the folder that the FAQ is in with --faq DIR: the one that is built in cannot be changed");
    };
    let origin = args.faq.origin();
    let files = origin.files()?;
    let mut faq = origin.load(&files)?;
    args.store.beside(async |store| {
        let all = store.phrasings().await?;
        let accepted: Vec<&PhrasingRecord> =
            all.iter().filter(|phrasing| phrasing.state == PhrasingState::Accepted).collect();
        let (mut wanted, mut aside): (Vec<PhrasingPair<'_>>, Vec<String>) = (Vec::new(), Vec::new());
        let placements = faq.add_phrasings(accepted.iter().map(|one| (one.entry.as_str(), one.text.as_str())));
        for (PhrasingRecord { entry, text, .. }, placement) in accepted.iter().copied().zip(placements) {
            match placement {
                Placement::Added => wanted.push((entry, text)),
                Placement::There => {}
                Placement::EntryGone => aside.push(format!("“{}”: there is no entry `{entry}`", one_line(text))),
                Placement::Elsewhere(id) => aside.push(format!("“{}” of `{entry}`: `{id}` has it", one_line(text))),
            }
        }
        let written = write_all(folder, &files, &wanted, args.dry_run)?;
        let unwritten = wanted.iter().filter(|pair| !written.contains(pair));
        aside.extend(
            unwritten
                .map(|(entry, text)| format!("“{}”: no file of topics/ has an [[entry]] `{entry}`", one_line(text))),
        );
        to_stdout(|out| {
            for line in &aside {
                writeln!(out, "left out: {line}")?;
            }
            match written.len() {
                0 if !aside.is_empty() => writeln!(out, "nothing else is to be written"),
                0 => writeln!(out, "there is nothing to write: the files have every phrasing that was added"),
                count if args.dry_run => writeln!(out, "{count} would be written"),
                count => writeln!(out, "{count} written; look at the change and put it under version control"),
            }
        })?;
        Ok(if aside.is_empty() { FINE } else { FINDINGS })
    })
}

/// Writes phrasings into the files that have their entries, and says which and where; gives those that found their place.
fn write_all<'a>(
    folder: &Path,
    files: &[File],
    wanted: &[PhrasingPair<'a>],
    is_dry_run: bool,
) -> anyhow::Result<Vec<PhrasingPair<'a>>> {
    let mut written = Vec::new();
    for file in files.iter().filter(|file| file.path.starts_with("topics/")) {
        let there = entries(&file.text).with_context(|| file.path.clone())?;
        let own: Vec<PhrasingPair<'a>> =
            wanted.iter().copied().filter(|(entry, _)| there.iter().any(|id| id == entry)).collect();
        if own.is_empty() {
            continue;
        }
        to_stdout(|out| {
            own.iter().try_for_each(|(entry, text)| writeln!(out, "{}: {entry}: {}", file.path, one_line(text)))
        })?;
        if !is_dry_run {
            let changed = add_phrasings(&file.text, &own).with_context(|| file.path.clone())?;
            replace(&folder.join(&file.path), &changed)?;
        }
        written.extend(own);
    }
    Ok(written)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::write_all;
    use crate::corpus::File;

    #[test]
    fn what_stands_in_no_table_of_its_own_is_not_said_to_be_written() {
        let file = |path: &str, text: &str| File { path: path.to_owned(), text: text.to_owned() };
        let files = [
            file("topics/one.toml", "[[entry]]\nid = \"one\"\n"),
            file("topics/two.toml", "entry = [{ id = \"two\" }]\n"),
        ];
        let wanted = [("one", "x"), ("two", "y")];
        assert_eq!(write_all(Path::new("nowhere"), &files, &wanted, true).expect("nothing is written"), [("one", "x")]);
    }
}
