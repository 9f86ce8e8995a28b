//! The figures as a drawing: accuracy over latency, a panel for each race.

use std::path::Path;

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use crate::results::{PeerResult, Results};

const PANEL: (u32, u32) = (760, 540);
const COLUMNS: usize = 2;
const FONT: &str = "DejaVu Sans, Helvetica, Arial, sans-serif";
const LABEL_PX: i32 = 15;
const DOT_PX: i32 = 6;
/// What is left free below a panel for its legend.
const LEGEND_PX: u32 = 34;
/// What its title takes above.
const TITLE_PX: i32 = 42;
const INK: RGBColor = RGBColor(40, 44, 52);
const PALE: RGBColor = RGBColor(222, 226, 232);
const OWN: RGBColor = RGBColor(200, 60, 40);
const OTHERS: RGBColor = RGBColor(50, 100, 170);

/// Where a label may stand beside its dot, best first: offset in pixels and the side of the text that is there.
const SPOTS: [(i32, i32, HPos); 16] = [
    (10, 0, HPos::Left),
    (-10, 0, HPos::Right),
    (0, -17, HPos::Center),
    (0, 17, HPos::Center),
    (9, -14, HPos::Left),
    (9, 14, HPos::Left),
    (-9, -14, HPos::Right),
    (-9, 14, HPos::Right),
    (0, 26, HPos::Center),
    (0, -26, HPos::Center),
    (-16, 26, HPos::Right),
    (-16, -26, HPos::Right),
    (14, 28, HPos::Left),
    (14, -28, HPos::Left),
    (-16, 40, HPos::Left),
    (16, 40, HPos::Left),
];

/// In so many steps a line is told to the labels that must not cross it.
const LINE_STEPS: i32 = 24;

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// A rectangle in pixels that something covers: left, top, right, bottom.
type Covered = (i32, i32, i32, i32);

/// Draws every race into an SVG file.
pub(crate) fn draw(races: &[Results], out: &Path) -> anyhow::Result<()> {
    let columns = races.len().clamp(1, COLUMNS);
    let rows = races.len().div_ceil(columns);
    let size = (PANEL.0 * columns as u32, PANEL.1 * rows as u32);
    let root = SVGBackend::new(out, size).into_drawing_area();
    root.fill(&WHITE)?;
    for (area, race) in root.split_evenly((rows, columns)).iter().zip(races) {
        panel(area, race)?;
    }
    root.present()?;
    Ok(())
}

fn panel(area: &Area<'_>, race: &Results) -> anyhow::Result<()> {
    let points = |peer: &PeerResult| -> Vec<(f64, f64)> {
        peer.files.iter().map(|file| (file.p50_us, 100.0 * file.accuracy)).collect()
    };
    let all: Vec<(f64, f64)> = race.peers.iter().flat_map(points).collect();
    let bounds = |values: &mut dyn Iterator<Item = f64>| {
        values.fold((f64::INFINITY, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)))
    };
    let (fastest, slowest) = bounds(&mut all.iter().map(|point| point.0));
    let (worst, best) = bounds(&mut all.iter().map(|point| point.1));
    // Room for dots on the left and for names on the right; full tens above and below.
    let x = fastest / 2.0..slowest * 6.0;
    let y = (worst / 10.0).floor() * 10.0 - 2.0..(best / 10.0).ceil() * 10.0 + 2.0;
    let title = format!("{}: {} entries, {} phrasings", race.set, race.entries, race.phrasings);
    let mut chart = ChartBuilder::on(area)
        .caption(title, (FONT, 19).into_font().color(&INK))
        .margin(14)
        .margin_bottom(LEGEND_PX)
        .x_label_area_size(46)
        .y_label_area_size(58)
        .build_cartesian_2d(x.log_scale(), y)?;
    chart
        .configure_mesh()
        .light_line_style(TRANSPARENT)
        .bold_line_style(PALE)
        .axis_style(INK)
        .x_desc("median latency of a question, µs (log scale)")
        .y_desc("right entry first, %")
        .axis_desc_style((FONT, 15).into_font().color(&INK))
        .label_style((FONT, 13).into_font().color(&INK))
        .x_label_formatter(&|value| microseconds(*value))
        .y_label_formatter(&|value| format!("{value:.0}"))
        .y_labels(8)
        .draw()?;
    let (left, top) = area.get_base_pixel();
    let on_screen = |point: &(f64, f64)| {
        let (x, y) = chart.backend_coord(point);
        (x - left, y - top)
    };
    let mut covered: Vec<Covered> = Vec::new();
    for peer in &race.peers {
        let dots: Vec<(i32, i32)> = points(peer).iter().map(on_screen).collect();
        covered.extend(dots.iter().map(|dot| around(*dot, DOT_PX)));
        for pair in dots.windows(2) {
            let between = |step: i32| {
                let at = |from: i32, to: i32| from + (to - from) * step / LINE_STEPS;
                around((at(pair[0].0, pair[1].0), at(pair[0].1, pair[1].1)), 1)
            };
            covered.extend((1..LINE_STEPS).map(between));
        }
    }
    for peer in &race.peers {
        let color = if peer.is_verbatim() { OWN } else { OTHERS };
        let dots: Vec<(i32, i32)> = points(peer).iter().map(on_screen).collect();
        area.draw(&PathElement::new(dots.clone(), color.mix(0.5).stroke_width(2)))?;
        for &dot in dots.iter().skip(1) {
            area.draw(&Circle::new(dot, DOT_PX, WHITE.filled()))?;
            area.draw(&Circle::new(dot, DOT_PX, color.stroke_width(2)))?;
        }
        if let Some(&dot) = dots.first() {
            area.draw(&Circle::new(dot, DOT_PX, color.filled()))?;
            label(area, &peer.name, dot, color, &mut covered)?;
        }
    }
    legend(area, race)
}

/// Writes a name where it covers nothing, or the least.
fn label(
    area: &Area<'_>,
    name: &str,
    (x, y): (i32, i32),
    color: RGBColor,
    covered: &mut Vec<Covered>,
) -> anyhow::Result<()> {
    let (width, height) = (text_width(name), LABEL_PX);
    let (most_x, _) = area.dim_in_pixel();
    let place = |&(dx, dy, side): &(i32, i32, HPos)| {
        let left = match side {
            HPos::Left => x + dx,
            HPos::Right => x + dx - width,
            HPos::Center => x + dx - width / 2,
        };
        (left, y + dy - height / 2, left + width, y + dy + height / 2)
    };
    let inside = |spot: &&(i32, i32, HPos)| {
        let (left, top, right, _) = place(spot);
        left > 70 && right < most_x as i32 - 10 && top > TITLE_PX
    };
    let covers = |spot: &&(i32, i32, HPos)| covered.iter().filter(|other| overlap(place(spot), **other)).count();
    let spot = SPOTS.iter().filter(inside).min_by_key(covers).unwrap_or(&SPOTS[0]);
    covered.push(place(spot));
    let style = (FONT, LABEL_PX).into_font().color(&color).pos(Pos::new(spot.2, VPos::Center));
    area.draw(&Text::new(name.to_owned(), (x + spot.0, y + spot.1), style))?;
    Ok(())
}

/// Says what full and hollow dots are.
fn legend(area: &Area<'_>, race: &Results) -> anyhow::Result<()> {
    let (_, height) = area.dim_in_pixel();
    let mut at = (84, height as i32 - LEGEND_PX as i32 / 2);
    for (number, (name, count)) in race.questions.iter().enumerate() {
        let style = if number == 0 { INK.filled() } else { INK.stroke_width(2) };
        area.draw(&Circle::new(at, DOT_PX - 1, style))?;
        let text = format!("{name} ({count} questions)");
        let width = text_width(&text);
        let style = (FONT, 13).into_font().color(&INK).pos(Pos::new(HPos::Left, VPos::Center));
        area.draw(&Text::new(text, (at.0 + 10, at.1), style))?;
        at.0 += width + 24;
    }
    Ok(())
}

fn around((x, y): (i32, i32), by: i32) -> Covered {
    (x - by, y - by, x + by, y + by)
}

/// About how wide a name is in pixels: the drawing has no fonts at hand to measure it.
fn text_width(text: &str) -> i32 {
    text.chars().count() as i32 * LABEL_PX * 9 / 20
}

fn overlap(a: Covered, b: Covered) -> bool {
    a.0 < b.2 && b.0 < a.2 && a.1 < b.3 && b.1 < a.3
}

fn microseconds(value: f64) -> String {
    if value >= 1.0 { format!("{value:.0}") } else { format!("{value}") }
}
