//! Figures as a picture (SVG) that reads well at the width of a phone.

use maud::{Markup, html};

use super::shown::Shown;
use super::summary::StatsSummary;
use super::window::Period;

/// The words in the picture, in letters that the picture's font has.
#[derive(Clone, Debug)]
pub struct ChartWords {
    /// What it is of.
    pub title: String,
    /// Which days, of which time zone.
    pub subtitle: String,
    /// The names of the outcomes, in their order.
    pub outcomes: Vec<String>,
    /// How a small count is said.
    pub fewer: String,
    /// How a withheld one is.
    pub withheld: String,
    /// What is said where nothing is to be shown.
    pub nothing: String,
    /// Below everything, when some counts in the picture are not shown.
    pub footer: String,
}

/// A phone shows this at half its size.
const WIDTH: f64 = 780.0;
const MARGIN: f64 = 36.0;
/// How wide the picture is in pixels: three for each that a phone of 390 has.
const PIXELS: u32 = 1170;

const BARS_TOP: f64 = 190.0;
const BARS_FOOT: f64 = 480.0;
/// How high a bar is whose count is not shown.
const STUB: f64 = 22.0;
/// Above each of so many bars there is room for its count.
const MOST_COUNTS: usize = 12;
/// So many dates stand below the bars at most.
const MOST_DATES: usize = 6;

const ROW: f64 = 54.0;
/// Where the bars of outcomes begin, behind their names.
const ROW_LEFT: f64 = 330.0;
const ROW_WIDTH: f64 = 250.0;
/// So many letters fit on a line below.
const LINE_CHARS: usize = 62;

/// One for each outcome; told apart by name first, so that colours need not be seen.
const COLOURS: [&str; 7] = ["#1b7f5c", "#4f9fb5", "#c98a1b", "#c2543c", "#8792a8", "#9c1f2e", "#7468ab"];
const QUESTIONS: &str = "#2b6cb0";
const INK: &str = "#1a202c";
const FAINT: &str = "#5a6578";

/// The figures as a picture.
#[must_use]
pub fn chart(summary: &StatsSummary, words: &ChartWords) -> String {
    let rows: Vec<_> = outcome_rows(summary, words);
    let rows_top = BARS_FOOT + 110.0;
    let footer = if summary.hides_questions() { lines(&words.footer) } else { Vec::new() };
    let footer_top = rows_top + ROW * number(rows.len());
    let height = footer_top + 26.0 * number(footer.len()) + 20.0;
    let pixels = format!("{:.0}", f64::from(PIXELS) / WIDTH * height);
    let drawn = html! {
        svg xmlns="http://www.w3.org/2000/svg" width=(PIXELS) height=(pixels)
            viewBox=(format!("0 0 {WIDTH:.0} {}", n(height))) font-family="DejaVu Sans" {
            defs {
                pattern id="hidden" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                    rect width="8" height="8" fill="#edf1f6" {}
                    rect width="3" height="8" fill="#a9b4c6" {}
                }
            }
            rect width="100%" height="100%" fill="#ffffff" {}
            (text(MARGIN, 64.0, 34, "start", INK, true, &words.title))
            (text(MARGIN, 106.0, 24, "start", FAINT, false, &words.subtitle))
            (bars(summary, words))
            @for (place, row) in rows.iter().enumerate() { (row.draw(rows_top + ROW * number(place))) }
            @for (place, line) in footer.iter().enumerate() {
                (text(MARGIN, footer_top + 26.0 * number(place), 20, "start", FAINT, false, line))
            }
        }
    };
    drawn.into_string()
}

/// A bar for each day or week.
fn bars(summary: &StatsSummary, words: &ChartWords) -> Markup {
    let periods = &summary.by_period;
    let step = (WIDTH - 2.0 * MARGIN) / number(periods.len().max(1));
    let wide = (step * 0.78).min(90.0);
    let highest = periods.iter().filter_map(|(_, shown)| shown.exact()).max().unwrap_or_default();
    let has_counts = periods.len() <= MOST_COUNTS;
    let first_highest = periods.iter().position(|(_, shown)| shown.exact() == Some(highest));
    let middle = |place: usize| MARGIN + step * (number(place) + 0.5);
    html! {
        line x1=(n(MARGIN)) x2=(n(WIDTH - MARGIN)) y1=(n(BARS_FOOT)) y2=(n(BARS_FOOT)) stroke="#a9b4c6" stroke-width="2" {}
        @if summary.is_empty() {
            (text(WIDTH / 2.0, (BARS_TOP + BARS_FOOT) / 2.0, 26, "middle", FAINT, false, &words.nothing))
        }
        @for (place, (period, shown)) in periods.iter().enumerate() {
            @let (high, fill) = bar(*shown, highest);
            @if high > 0.0 {
                rect x=(n(middle(place) - wide / 2.0)) width=(n(wide)) y=(n(BARS_FOOT - high)) height=(n(high)) rx="3" fill=(fill) {}
            }
            @let is_named = has_counts || first_highest == Some(place);
            @if let Some(count) = shown.exact().filter(|count| *count > 0 && is_named) {
                (text(middle(place), BARS_FOOT - high - 10.0, 24, "middle", INK, false, &count.to_string()))
            }
            @if is_dated(place, periods.len()) {
                (date(middle(place), *period))
            }
        }
    }
}

/// How high a bar is, and what it is filled with.
fn bar(shown: Shown, highest: u64) -> (f64, &'static str) {
    match shown {
        Shown::Exactly(count) => ((BARS_FOOT - BARS_TOP) * ratio(count, highest), QUESTIONS),
        Shown::FewerThan(_) | Shown::Withheld => (STUB, "url(#hidden)"),
    }
}

fn date(x: f64, period: Period) -> Markup {
    text(x, BARS_FOOT + 34.0, 22, "middle", FAINT, false, &period.short())
}

/// Whether there is room for a bar's date: the last has one, and some before it.
fn is_dated(place: usize, bars: usize) -> bool {
    (bars - 1 - place).is_multiple_of(bars.div_ceil(MOST_DATES))
}

/// What became of questions, as one line of the picture.
struct OutcomeRow<'a> {
    name: &'a str,
    colour: &'static str,
    /// Of the longest bar.
    share: f64,
    shown: Shown,
    says: String,
}

fn outcome_rows<'a>(summary: &StatsSummary, words: &'a ChartWords) -> Vec<OutcomeRow<'a>> {
    let most = summary.outcomes.iter().filter_map(|(_, shown)| shown.exact()).max().unwrap_or_default();
    let mut rows = Vec::new();
    for (((_, shown), name), colour) in summary.outcomes.iter().zip(&words.outcomes).zip(COLOURS) {
        let share = summary.share_of_questions(*shown).filter(|share| *share > 0);
        let says = match shown {
            Shown::Exactly(0) => continue,
            Shown::Exactly(count) => share.map_or_else(|| count.to_string(), |share| format!("{count} ({share} %)")),
            Shown::FewerThan(_) => words.fewer.clone(),
            Shown::Withheld => words.withheld.clone(),
        };
        let share = ratio(shown.exact().unwrap_or_default(), most);
        rows.push(OutcomeRow { name, colour, share, shown: *shown, says });
    }
    rows
}

impl OutcomeRow<'_> {
    fn draw(&self, top: f64) -> Markup {
        let wide = if self.shown.exact().is_some() { (ROW_WIDTH * self.share).max(4.0) } else { STUB };
        let fill = if self.shown.exact().is_some() { self.colour } else { "url(#hidden)" };
        html! {
            (text(MARGIN, top, 24, "start", INK, false, self.name))
            rect x=(n(ROW_LEFT)) width=(n(wide)) y=(n(top - 24.0)) height="32" rx="3" fill=(fill) {}
            (text(ROW_LEFT + wide + 12.0, top, 24, "start", INK, false, &self.says))
        }
    }
}

fn text(x: f64, y: f64, size: u32, anchor: &str, fill: &str, is_strong: bool, words: &str) -> Markup {
    let weight = if is_strong { "bold" } else { "normal" };
    html! {
        text x=(n(x)) y=(n(y)) font-size=(size) text-anchor=(anchor) fill=(fill) font-weight=(weight) { (words) }
    }
}

/// Words on lines that fit.
fn lines(words: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in words.split_whitespace() {
        let Some(line) = lines.last_mut() else { continue };
        if !line.is_empty() && line.chars().count() + word.chars().count() >= LINE_CHARS {
            lines.push(word.to_owned());
        } else {
            line.push_str(if line.is_empty() { "" } else { " " });
            line.push_str(word);
        }
    }
    lines
}

/// A coordinate: one decimal is finer than the eye.
fn n(coordinate: f64) -> String {
    format!("{coordinate:.1}")
}

fn number(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}

fn ratio(part: u64, whole: u64) -> f64 {
    let float = |count: u64| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    if whole == 0 { 0.0 } else { float(part) / float(whole) }
}
