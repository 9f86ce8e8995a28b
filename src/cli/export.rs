//! `verbatim export`: the phrasings that were added while the bot runs, written into the FAQ's files for review.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};
use clap::Args;

use super::database::StoreArgs;
use super::exit::{FINDINGS, FINE};
use super::faq::FaqArgs;
use super::output::{one_line, to_stdout};
use super::topic_file::{add_phrasings, entries};
use crate::corpus::{File, Placement};
use crate::store::{PhrasingRecord, PhrasingState};

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
        for PhrasingRecord { entry, text, .. } in accepted.iter().copied() {
            match faq.add_phrasing(entry, text) {
                Placement::Added => wanted.push((entry, text)),
                Placement::There => {}
                Placement::EntryGone => aside.push(format!("“{}”: there is no entry `{entry}`", one_line(text))),
                Placement::Elsewhere(id) => aside.push(format!("“{}” of `{entry}`: `{id}` has it", one_line(text))),
            }
        }
        write_all(folder, &files, &wanted, args.dry_run)?;
        to_stdout(|out| {
            for line in &aside {
                writeln!(out, "left out: {line}")?;
            }
            match wanted.len() {
                0 => writeln!(out, "there is nothing to write: the files have every phrasing that was added"),
                count if args.dry_run => writeln!(out, "{count} would be written"),
                count => writeln!(out, "{count} written; look at the change and put it under version control"),
            }
        })?;
        Ok(if aside.is_empty() { FINE } else { FINDINGS })
    })
}

/// Writes phrasings into the files that have their entries, and says which and where.
fn write_all(folder: &Path, files: &[File], wanted: &[PhrasingPair<'_>], is_dry_run: bool) -> anyhow::Result<()> {
    for file in files.iter().filter(|file| file.path.starts_with("topics/")) {
        let there = entries(&file.text).with_context(|| file.path.clone())?;
        let own: Vec<PhrasingPair<'_>> =
            wanted.iter().copied().filter(|(entry, _)| there.iter().any(|id| id == entry)).collect();
        if own.is_empty() {
            continue;
        }
        to_stdout(|out| {
            own.iter().try_for_each(|(entry, text)| writeln!(out, "{}: {entry}: {}", file.path, one_line(text)))
        })?;
        if is_dry_run {
            continue;
        }
        let changed = add_phrasings(&file.text, &own).with_context(|| file.path.clone())?;
        replace(&folder.join(&file.path), &changed)?;
    }
    Ok(())
}

/// Puts another text in place of a file's, whole or not at all.
fn replace(path: &Path, text: &str) -> anyhow::Result<()> {
    // What the path leads to is written, not a link to it.
    let path = path.canonicalize().with_context(|| format!("cannot find {}", path.display()))?;
    let part = path.with_extension("toml.part");
    let cannot = || format!("cannot write {}", path.display());
    let permissions = fs::metadata(&path).with_context(cannot)?.permissions();
    fs::write(&part, text).with_context(cannot)?;
    fs::set_permissions(&part, permissions).with_context(cannot)?;
    fs::rename(&part, &path).with_context(cannot)
}
