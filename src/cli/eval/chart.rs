//! Charts as inline SVG: numbers in, pictures out. Colours are classes, so that the page's style gives light and dark.

use maud::{Markup, html};

use crate::scorecard::{Bin, Cut};

/// A curve of more points is thinned: nobody sees the difference, and the file stays small.
const MOST_POINTS: usize = 400;

/// A bin with fewer questions than this is drawn pale: its share is mostly chance.
pub(super) const FEW: usize = 10;

/// How wide a picture is, in its own units.
const WIDTH: f64 = 380.0;

/// Where the axes stand: shares from 0 to `high` from left to right, from `low` to 1 from bottom to top.
struct Axes {
    high: f64,
    low: f64,
}

impl Axes {
    const LEFT: f64 = 56.0;
    const RIGHT: f64 = 362.0;
    const TOP: f64 = 10.0;
    const BOTTOM: f64 = 252.0;
    /// Where what stands under the axes ends.
    const FOOT: f64 = Self::BOTTOM + 40.0;

    fn x(&self, share: f64) -> f64 {
        Self::LEFT + share / self.high * (Self::RIGHT - Self::LEFT)
    }

    fn y(&self, share: f64) -> f64 {
        Self::BOTTOM - (share - self.low) / (1.0 - self.low) * (Self::BOTTOM - Self::TOP)
    }

    /// Grid lines, numbers in per cent, and what the axes say.
    fn draw(&self, across: &str, upwards: &str) -> Markup {
        let ticks = |low: f64, high: f64| {
            let apart = if high - low > 0.6 {
                0.2
            } else if high - low > 0.2 {
                0.1
            } else {
                0.05
            };
            let steps = ((high - low) / apart).round() as u32;
            (0..=steps).map(move |step| low + (high - low) * f64::from(step) / f64::from(steps))
        };
        let middle = (Self::LEFT + Self::RIGHT) / 2.0;
        html! {
            g.axis {
                @for share in ticks(self.low, 1.0) {
                    line x1=(n(Self::LEFT)) x2=(n(Self::RIGHT)) y1=(n(self.y(share))) y2=(n(self.y(share))) {}
                    text x=(n(Self::LEFT - 6.0)) y=(n(self.y(share) + 4.0)) text-anchor="end" { (per_cent(share)) }
                }
                @for share in ticks(0.0, self.high) {
                    text x=(n(self.x(share))) y=(n(Self::BOTTOM + 16.0)) text-anchor="middle" { (per_cent(share)) }
                }
                text.says x=(n(middle)) y=(n(Self::BOTTOM + 34.0)) text-anchor="middle" { (across) }
                text.says x="0" y="0" text-anchor="middle"
                    transform=(format!("translate(11 {}) rotate(-90)", n((Self::TOP + Self::BOTTOM) / 2.0))) { (upwards) }
            }
        }
    }
}

/// A reliability diagram: a bar for each bin as high as the share that was right, a mark at the mean confidence, and how
/// many questions the bin holds. On the diagonal, confidence means what it says.
pub(super) fn reliability(bins: &[Bin]) -> Markup {
    let axes = Axes { high: 1.0, low: 0.0 };
    let wide = 1.0 / bins.len() as f64;
    let bars = (0_u32..).zip(bins).map(|(number, bin)| (f64::from(number) * wide, bin));
    let width = axes.x(wide) - axes.x(0.0);
    picture(
        "Reliability diagram",
        "The share of questions whose best match was right, for ten bands of confidence; the table below has the numbers.",
        Axes::FOOT + 38.0,
        html! {
            (axes.draw("confidence of the best match", "share that was right"))
            line.even x1=(n(axes.x(0.0))) y1=(n(axes.y(0.0))) x2=(n(axes.x(1.0))) y2=(n(axes.y(1.0))) {}
            @for (from, bin) in bars {
                @let left = axes.x(from);
                @if let (Some(right), Some(confidence)) = (bin.share_right(), bin.mean_confidence()) {
                    rect.share.pale[bin.cases < FEW] x=(n(left + 2.0)) width=(n(width - 4.0))
                        y=(n(axes.y(right))) height=(n(axes.y(0.0) - axes.y(right))) {}
                    line.mark x1=(n(left + 2.0)) x2=(n(left + width - 2.0))
                        y1=(n(axes.y(confidence))) y2=(n(axes.y(confidence))) {}
                }
                text x=(n(left + width / 2.0)) y=(n(Axes::BOTTOM + 54.0)) text-anchor="middle" { (bin.cases) }
            }
            text.says x=(n((Axes::LEFT + Axes::RIGHT) / 2.0)) y=(n(Axes::FOOT + 32.0)) text-anchor="middle" {
                "questions in each band"
            }
        },
    )
}

/// Coverage against precision, from the highest threshold on the left to the lowest on the right; `shipped` is the
/// coverage and precision of what was answered.
pub(super) fn coverage(curve: &[Cut], shipped: Option<(f64, f64)>) -> Markup {
    let least = curve.iter().map(|cut| cut.precision).chain(shipped.map(|(_, precision)| precision));
    let most = curve.iter().map(|cut| cut.coverage).chain(shipped.map(|(coverage, _)| coverage));
    let axes = Axes {
        high: (most.fold(0.2, f64::max) * 5.0).ceil() / 5.0,
        low: (least.fold(0.8, f64::min) * 5.0).floor() / 5.0,
    };
    let step = curve.len().div_ceil(MOST_POINTS).max(1);
    let kept = curve.iter().enumerate().filter(|(number, _)| number % step == 0 || number + 1 == curve.len());
    let points: Vec<String> =
        kept.map(|(_, cut)| format!("{},{}", n(axes.x(cut.coverage)), n(axes.y(cut.precision)))).collect();
    picture(
        "Coverage against precision",
        "How many of the passages quoted fit, for every share of questions that could be answered.",
        Axes::FOOT,
        html! {
            (axes.draw("share of all questions that is answered", "share of answers that fits"))
            @if !points.is_empty() { polyline.curve points=(points.join(" ")) {} }
            @if let Some((coverage, precision)) = shipped {
                @let (x, y) = (axes.x(coverage), axes.y(precision));
                @let label = if y < (Axes::TOP + Axes::BOTTOM) / 2.0 { Axes::BOTTOM - 26.0 } else { Axes::TOP + 26.0 };
                @let (anchor, aside) = if coverage > axes.high / 2.0 { ("end", -8.0) } else { ("start", 8.0) };
                line.guide x1=(n(x)) x2=(n(x)) y1=(n(y)) y2=(n(Axes::BOTTOM)) {}
                circle.shipped cx=(n(x)) cy=(n(y)) r="5.5" {}
                text.label x=(n(x + aside)) y=(n(label)) text-anchor=(anchor) { "as shipped:" }
                text.label x=(n(x + aside)) y=(n(label + 15.0)) text-anchor=(anchor) {
                    (exactly(coverage)) " answered, " (exactly(precision)) " fit"
                }
            }
        },
    )
}

fn picture(title: &str, description: &str, height: f64, inside: Markup) -> Markup {
    html! {
        svg.chart role="img" viewBox=(format!("0 0 {} {}", n(WIDTH), n(height))) aria-label=(format!("{title}. {description}")) {
            (inside)
        }
    }
}

/// A coordinate: one decimal is finer than the eye.
fn n(coordinate: f64) -> String {
    format!("{coordinate:.1}")
}

/// A round share.
fn per_cent(share: f64) -> String {
    format!("{:.0}\u{202f}%", 100.0 * share)
}

/// A share as measured.
pub(super) fn exactly(share: f64) -> String {
    format!("{:.1}\u{202f}%", 100.0 * share)
}
