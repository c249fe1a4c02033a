//! Pictures of how the cost grows: both axes by powers, so that what grows with its input runs along a straight line.

use std::fmt::Write;

use serde_json::Value;

/// The files, and what they show.
pub const TITLES: [(&str, &str); 5] = [
    ("experience.svg", "Cost against spans of work"),
    ("portfolios.svg", "Cost against credits"),
    ("activities.svg", "Cost against activities"),
    ("renewals.svg", "Cost against renewals"),
    ("register.svg", "Cost a row against the rows of a register"),
];

const COLORS: [&str; 3] = ["#1b6ca8", "#b3541e", "#3d7a3d"];
const WIDTH: f64 = 560.0;
const HEIGHT: f64 = 300.0;
const LEFT: f64 = 60.0;
const TOP: f64 = 40.0;

/// A line of a picture: what it is, and its points.
type Curve = (String, Vec<(f64, f64)>);

/// The pictures, each with the name of its file.
pub fn all(lines: &[Value]) -> Vec<(String, String)> {
    TITLES.iter().map(|&(name, title)| (name.to_owned(), drawn(title, &curves(name, lines)))).collect()
}

fn curves(name: &str, lines: &[Value]) -> Vec<Curve> {
    let list = name.trim_end_matches(".svg");
    let mut curves: Vec<Curve> = Vec::new();
    for line in lines {
        let is_of_register = list == "register" && line["task"] == "register size";
        let size = if is_of_register { &line["people"] } else { &line["size"] };
        let (Some(size), Some(us)) = (size.as_f64(), line["us"].as_f64()) else { continue };
        if !is_of_register && line["list"] != list {
            continue;
        }
        let subject = line["subject"].as_str().unwrap_or_default();
        match curves.iter_mut().find(|(name, _)| name == subject) {
            Some((_, points)) => points.push((size, us)),
            None => curves.push((subject.to_owned(), vec![(size, us)])),
        }
    }
    curves
}

fn drawn(title: &str, curves: &[Curve]) -> String {
    let points = || curves.iter().flat_map(|(_, points)| points);
    let ends = |of: fn(&(f64, f64)) -> f64| {
        let (least, most) =
            points().map(of).fold((f64::MAX, f64::MIN), |(least, most), one| (least.min(one), most.max(one)));
        (least.log10().floor(), most.log10().ceil().max(least.log10().floor() + 1.0))
    };
    let (x_ends, y_ends) = (ends(|point| point.0), ends(|point| point.1));
    let x = |value: f64| LEFT + (value.log10() - x_ends.0) / (x_ends.1 - x_ends.0) * (WIDTH - LEFT - 20.0);
    let y = |value: f64| TOP + (y_ends.1 - value.log10()) / (y_ends.1 - y_ends.0) * (HEIGHT - TOP - 50.0);
    let mut svg = String::new();
    let _ = writeln!(
        svg,
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12" role="img">
<title>{title}</title><rect width="100%" height="100%" fill="#fff"/><text x="{LEFT}" y="20" font-size="14">{title}</text>"##
    );
    let powers = |(from, to): (f64, f64)| {
        std::iter::successors(Some(from), |power| Some(power + 1.0)).take_while(move |power| *power <= to)
    };
    for power in powers(y_ends) {
        let (at, value) = (y(10_f64.powf(power)), 10_f64.powf(power));
        let _ = writeln!(
            svg,
            r##"<path d="M{LEFT} {at:.1}H{}" stroke="#ddd"/><text x="{}" y="{:.1}" text-anchor="end">{value} us</text>"##,
            WIDTH - 20.0,
            LEFT - 6.0,
            at + 4.0
        );
    }
    for power in powers(x_ends) {
        let (at, value) = (x(10_f64.powf(power)), 10_f64.powf(power));
        let _ =
            writeln!(svg, r##"<text x="{at:.1}" y="{}" text-anchor="middle">{value}</text>"##, HEIGHT - 32.0);
    }
    for ((name, points), (color, place)) in curves.iter().zip(COLORS.iter().zip(0_i32..)) {
        let path: Vec<String> =
            points.iter().map(|&(size, us)| format!("{:.1} {:.1}", x(size), y(us))).collect();
        let at = LEFT + 160.0 * f64::from(place);
        let _ = writeln!(
            svg,
            r##"<path d="M{}" fill="none" stroke="{color}" stroke-width="2"/><text x="{at}" y="{}" fill="{color}">{name}</text>"##,
            path.join("L"),
            HEIGHT - 10.0
        );
    }
    svg + "</svg>\n"
}
