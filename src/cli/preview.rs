//! `verbatim preview`: the page to try a FAQ in while it is written.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::bail;
use clap::Args;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

use super::encoder_args::EncoderArgs;
use super::exit::FINE;
use super::faq::FaqArgs;
use super::output::to_stdout;
use crate::faq_dir::FaqSource;
use crate::labelled;
use crate::preview::{Live, PreviewServer};

/// Try a FAQ on a page while you write it
///
/// The page shows the reply to a question as in Telegram, with why it came, the ranked entries, and the findings of `check`.
/// It follows the files as you save them. “Add as a phrasing” says what would change, and writes it into the file. The page
/// is on this machine alone; nothing is sent anywhere. Ctrl-C ends it.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  verbatim preview my-faq                         prints where the page is
  verbatim preview my-faq --open                  and opens it in the browser
  verbatim preview my-faq --port 8000 --labelled my-questions
  ssh -L 8000:127.0.0.1:8000 a-server verbatim preview my-faq --port 8000")]
pub(super) struct PreviewArgs {
    /// The FAQ folder; it goes before --faq
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    #[command(flatten)]
    faq: FaqArgs,
    /// The port of 127.0.0.1; 0 is a free one
    #[arg(long, value_name = "PORT", default_value_t = 0)]
    port: u16,
    /// Open the page in the system's browser
    #[arg(long)]
    open: bool,
    /// A folder of labelled questions (*.jsonl, as for `verbatim eval`) to try phrasings on besides [env:
    /// VERBATIM_LABELLED]
    #[arg(long, value_name = "CASES", env = "VERBATIM_LABELLED", hide_env_values = true)]
    labelled: Option<PathBuf>,
    #[command(flatten)]
    encoder: EncoderArgs,
}

pub(super) fn preview(args: &PreviewArgs) -> anyhow::Result<u8> {
    let origin = args.origin()?;
    let labelled = args.labelled.as_deref().filter(|folder| !folder.as_os_str().is_empty());
    let labelled = labelled.map(labelled::read_folder).transpose()?.unwrap_or_default();
    let vectors = args.encoder.vectors(origin.folder.as_deref())?;
    let live = Live::new(origin, labelled, vectors);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let served = runtime.block_on(async {
        let stop = CancellationToken::new();
        let mut interrupt = signal(SignalKind::interrupt())?;
        let mut terminate = signal(SignalKind::terminate())?;
        let server = PreviewServer::bind(args.port, live).await?;
        let url = server.url()?;
        to_stdout(|out| writeln!(out, "the preview is at {url} (Ctrl-C ends it)"))?;
        if args.open && !opened(&url) {
            anstream::eprintln!("verbatim: no browser could be opened; open the page yourself");
        }
        let ended = stop.clone();
        tokio::spawn(async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
            ended.cancel();
        });
        server.serve(stop).await
    });
    // A check of many phrasings that is under way is not waited for.
    runtime.shutdown_background();
    served?;
    Ok(FINE)
}

impl PreviewArgs {
    /// The folder that is named here or by --faq; it must be there, for a typing error is not a FAQ to come.
    fn origin(&self) -> anyhow::Result<FaqSource> {
        let named = self.folder.clone().filter(|folder| !folder.as_os_str().is_empty());
        let origin = match named {
            Some(folder) => FaqSource { folder: Some(folder), ..self.faq.origin() },
            None => self.faq.origin(),
        };
        if let Some(folder) = origin.folder.as_ref().filter(|folder| !folder.is_dir()) {
            let shown = folder.display();
            bail!("there is no folder {shown}: `verbatim new {shown}` begins a FAQ there");
        }
        Ok(origin)
    }
}

/// Whether a program took the address.
fn opened(url: &str) -> bool {
    let openers: [(&str, &[&str]); 3] = [("xdg-open", &[]), ("open", &[]), ("wslview", &[])];
    let browser = std::env::var_os("BROWSER").filter(|browser| !browser.is_empty());
    let own = browser.into_iter().map(|browser| (browser, &[] as &[&str]));
    let mut all = own.chain(openers.into_iter().map(|(name, first)| (OsString::from(name), first)));
    all.any(|(program, first)| {
        let mut command = Command::new(program);
        command.args(first).arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().is_ok()
    })
}
