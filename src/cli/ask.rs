//! `verbatim ask`: the bot's answers in the terminal; one question, a conversation, or one question a line.

use std::io::{self, BufRead, IsTerminal, Write};

use anyhow::bail;
use clap::Args;
use rustyline::DefaultEditor;
use rustyline::error::ReadlineError;

use super::encoder_args::EncoderArgs;
use super::exit::FINE;
use super::faq::FaqArgs;
use super::{explain, output};
use crate::corpus::Id;
use crate::engine::{Engine, Outcome};
use crate::printed::{self, PrintedAnswer};
use crate::reply::{self, Action, Button, Catalogues, Language, Reply, Wording};
use crate::text::Question;

/// Ask a question and get the passage that answers it
///
/// Without a question: a conversation when typed at, one question a line when piped into.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  verbatim ask \"does the liver grow back?\"
  verbatim ask                                  ask on and on; a number picks a choice, an empty line ends
  verbatim ask --after tace-what \"who gets it?\"   as somebody asks on after an answer
  verbatim ask --json < questions.txt           one JSON object a line
  verbatim ask --explain \"how hot does it get\"  which words paid in, and why it was decided so")]
pub(super) struct AskArgs {
    /// The question; several words need no quotation marks
    question: Vec<String>,
    /// Print one JSON object a question
    #[arg(long, conflicts_with = "explain")]
    json: bool,
    /// Show the evidence: words, typos mended, signals, confidence, reason
    ///
    /// Of each word: what it was read as, its weight (how much it says, 0 to 1), and whether the best match speaks of it.
    /// Of each of the three best matches: its confidence, the phrasing nearest to the question, and what each signal
    /// gives to that nearness.
    #[arg(long)]
    explain: bool,
    /// The entry that was answered just before, by its id: a question that leans on it is read with what it is about
    #[arg(long, value_name = "ENTRY")]
    after: Option<String>,
    #[command(flatten)]
    encoder: EncoderArgs,
    #[command(flatten)]
    faq: FaqArgs,
}

pub(super) fn ask(args: &AskArgs) -> anyhow::Result<u8> {
    let engine = args.faq.engine(args.encoder.vectors(args.faq.folder())?)?;
    if let Some(id) = args.after.as_deref().filter(|id| engine.faq().entry(id).is_none()) {
        bail!("--after {id}: the FAQ has no such entry; `verbatim ask --json` names the entry of an answer");
    }
    let catalogues = Catalogues::default();
    if !args.question.is_empty() {
        let question = args.question.join(" ");
        return output::to_stdout(|out| answer(&engine, &catalogues, args, &question, out));
    }
    if io::stdin().is_terminal() {
        converse(&engine, &catalogues, args)
    } else {
        answer_lines(&engine, &catalogues, args)
    }
}

/// Answers one question in the form that was asked for.
fn answer(engine: &Engine, catalogues: &Catalogues, args: &AskArgs, text: &str, out: &mut dyn Write) -> io::Result<()> {
    let question = Question::new(text);
    let after = args.after.as_deref().and_then(|id| engine.faq().entry(id)).map(|entry| &entry.id);
    if args.explain {
        let explanation = after.map_or_else(|| engine.explain(&question), |id| engine.explain_after(&question, id));
        return explain::print(&explanation, out);
    }
    let outcome = decide(engine, &question, after);
    let reply = reply_to(engine, catalogues, &outcome);
    if args.json {
        let answer = PrintedAnswer::new(engine, text, &outcome, &reply);
        let line = serde_json::to_string(&answer).map_err(io::Error::other)?;
        return writeln!(out, "{line}");
    }
    output::print_reply(&reply, out)
}

/// What is decided about a question, after the answer of an entry if there was one.
fn decide(engine: &Engine, question: &Question, after: Option<&Id>) -> Outcome {
    after.map_or_else(|| engine.decide(question), |id| engine.decide_after(question, id))
}

/// The reply to what was decided: in English, or in the language that was asked in.
fn reply_to(engine: &Engine, catalogues: &Catalogues, outcome: &Outcome) -> Reply {
    let wording = catalogues.answering(outcome, catalogues.of(Language::English));
    reply::render(engine.faq(), wording, outcome)
}

/// One question a line from standard input; each line gets an answer, also one that is not valid UTF-8.
fn answer_lines(engine: &Engine, catalogues: &Catalogues, args: &AskArgs) -> anyhow::Result<u8> {
    output::to_stdout(|out| {
        for (number, line) in (1..).zip(io::stdin().lock().split(b'\n')) {
            let line = line?;
            let text = String::from_utf8_lossy(&line);
            if matches!(text, std::borrow::Cow::Owned(_)) {
                anstream::eprintln!("verbatim: line {number} is not valid UTF-8; its wrong bytes were left out");
            }
            let text = text.trim_end_matches('\r');
            if args.json || !text.trim().is_empty() {
                answer(engine, catalogues, args, text, out)?;
                if !args.json {
                    writeln!(out)?;
                }
            }
        }
        Ok(())
    })
}

/// What was said last in a conversation.
#[derive(Default)]
struct LastAnswer {
    question: String,
    /// The entry that was quoted last, which the next question may lean on.
    entry: Option<Id>,
}

/// A conversation: questions, and numbers that pick what the last reply offered.
fn converse(engine: &Engine, catalogues: &Catalogues, args: &AskArgs) -> anyhow::Result<u8> {
    let wording = catalogues.of(Language::English);
    let mut editor = DefaultEditor::new()?;
    let mut out = io::stdout();
    let welcome = reply::start(engine.faq(), wording);
    output::print_reply(&welcome, &mut out)?;
    let mut offered = offered(&welcome);
    let mut last = LastAnswer::default();
    loop {
        let line = match editor.readline("\n> ") {
            Ok(line) => line,
            Err(ReadlineError::Eof | ReadlineError::Interrupted) => return Ok(FINE),
            Err(error) => return Err(error.into()),
        };
        let line = line.trim();
        if line.is_empty() || matches!(line, "quit" | "exit") {
            return Ok(FINE);
        }
        // A history that cannot be kept is no reason to stop talking.
        let _ = editor.add_history_entry(line);
        let reply = match line.parse::<usize>() {
            Ok(number) => match number.checked_sub(1).and_then(|at| offered.get(at)) {
                Some(Button { action: Action::NotAbout(_), .. }) => {
                    reply_to(engine, catalogues, &engine.decide(&Question::new(&last.question)))
                }
                Some(button) => press(engine, wording, &button.action),
                None => {
                    writeln!(out, "There is no choice {number} here.")?;
                    continue;
                }
            },
            Err(_) if args.explain || args.json => {
                answer(engine, catalogues, args, line, &mut out)?;
                continue;
            }
            Err(_) => {
                line.clone_into(&mut last.question);
                reply_to(engine, catalogues, &decide(engine, &Question::new(line), last.entry.as_ref()))
            }
        };
        last.entry = reply.quoted().map(|quoted| quoted.entry.clone()).or(last.entry);
        output::print_reply(&reply, &mut out)?;
        offered = self::offered(&reply);
    }
}

/// The buttons that make sense in a terminal, in the order of their numbers.
fn offered(reply: &Reply) -> Vec<Button> {
    printed::choices(reply).cloned().collect()
}

/// What a button of a reply leads to.
fn press(engine: &Engine, wording: &Wording, action: &Action) -> Reply {
    let faq = engine.faq();
    let shown = match action {
        Action::Topics => Some(reply::topics(faq, wording)),
        Action::TopicsPage(page) => Some(reply::topics_page(faq, wording, *page)),
        Action::Topic(id) => faq.topic(id.as_str()).map(|topic| reply::topic(faq, wording, topic)),
        Action::TopicPage(id, page) => {
            faq.topic(id.as_str()).map(|topic| reply::topic_page(faq, wording, topic, *page))
        }
        Action::Browse(id) => faq.entry(id.as_str()).map(|entry| reply::shown_entry(faq, wording, entry)),
        Action::Choose(id) => faq.entry(id.as_str()).map(|entry| reply::answered(faq, wording, entry)),
        Action::NoneOfThese | Action::NotAbout(_) => Some(reply::none_of_these(faq, wording)),
        Action::Helped(id) | Action::NotMyQuestion(id) => {
            let entry = faq.entry(id.as_str());
            let related = entry.into_iter().flat_map(|entry| &entry.related);
            Some(reply::not_my_question(faq, wording, related.filter_map(|id| faq.entry(id.as_str()))))
        }
        // What is set or opened belongs to Telegram, and has no number here.
        Action::Share(_)
        | Action::Open(_)
        | Action::Visit(_)
        | Action::Data(_)
        | Action::Personal
        | Action::Speak(_)
        | Action::Forget
        | Action::ForgetNow => Some(reply::topics(faq, wording)),
    };
    shown.unwrap_or_else(|| reply::choice_gone(faq, wording))
}
