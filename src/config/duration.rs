//! Durations as people write them: `500ms`, `10s`, `1.5s`, `2m`, `1m30s`, `1h`.

use std::time::Duration;

use super::values::{Expected, Value};

const EXPECTED: &str = "a duration such as \"500ms\", \"10s\", \"2m\" or \"1h\"";
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const UNITS: [(&str, u64); 4] = [("ms", 1), ("h", 3_600_000), ("m", 60_000), ("s", 1_000)];

/// Reads a duration of the settings: longer than nothing, a day at most.
pub(super) fn read(value: &Value) -> Result<Duration, Expected> {
    match value {
        Value::Text(text) => parse(text).map_err(|why| why.unwrap_or_else(|| EXPECTED.to_owned())),
        Value::Integer(number) => Err(format!("a duration with a unit: \"{number}s\" or \"{number}ms\"")),
        _ => Err(EXPECTED.to_owned()),
    }
}

/// `None` as error: not a duration at all.
fn parse(text: &str) -> Result<Duration, Option<Expected>> {
    let mut rest = text.trim();
    if !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Some(format!("a duration with a unit: \"{rest}s\" or \"{rest}ms\"")));
    }
    let mut total = Duration::ZERO;
    let mut largest_left = u64::MAX;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').ok_or(None)?;
        let number = &rest[..end];
        let (unit, millis) = *UNITS.iter().find(|(unit, _)| rest[end..].starts_with(unit)).ok_or(None)?;
        if millis >= largest_left {
            return Err(None);
        }
        largest_left = millis;
        if number.starts_with('.') || number.ends_with('.') {
            return Err(None);
        }
        let number: f64 = number.parse().map_err(|_| None)?;
        let seconds = number * (millis as f64) / 1_000.0;
        total += Duration::try_from_secs_f64(seconds).map_err(|_| None)?;
        rest = rest[end + unit.len()..].trim_start();
    }
    if total.is_zero() {
        return Err(if largest_left == u64::MAX { None } else { Some("a duration longer than nothing".to_owned()) });
    }
    if total > DAY {
        return Err(Some("a duration of a day at most".to_owned()));
    }
    Ok(total)
}

/// The shortest way to write it with one unit: 90 s is `90s`, 120 s is `2m`.
pub(super) fn write(duration: Duration) -> String {
    let millis = duration.as_millis();
    for (unit, size) in [("h", 3_600_000), ("m", 60_000), ("s", 1_000)] {
        if millis > 0 && millis.is_multiple_of(size) {
            return format!("{}{unit}", millis / size);
        }
    }
    format!("{millis}ms")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn millis(text: &str) -> Result<u128, Expected> {
        read(&Value::Text(text.to_owned())).map(|duration| duration.as_millis())
    }

    #[test]
    fn durations_are_read_as_people_write_them() {
        for (text, expected) in [
            ("500ms", 500),
            ("10s", 10_000),
            (" 10s ", 10_000),
            ("1.5s", 1_500),
            ("2m", 120_000),
            ("1m30s", 90_000),
            ("1h 30m", 5_400_000),
            ("24h", 86_400_000),
        ] {
            assert_eq!(millis(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_duration_is_refused_with_the_way_to_write_it() {
        for text in ["", "s", "ten seconds", "10 x", "-5s", "1.s", ".5s", "5s5s", "5s2m", "1e3s", "10S"] {
            assert_eq!(millis(text), Err(EXPECTED.to_owned()), "{text}");
        }
        assert_eq!(millis("10"), Err("a duration with a unit: \"10s\" or \"10ms\"".to_owned()));
        assert_eq!(millis("0s"), Err("a duration longer than nothing".to_owned()));
        assert_eq!(millis("25h"), Err("a duration of a day at most".to_owned()));
        assert_eq!(read(&Value::Integer(10)), Err("a duration with a unit: \"10s\" or \"10ms\"".to_owned()));
        assert_eq!(read(&Value::Boolean(true)), Err(EXPECTED.to_owned()));
    }

    #[test]
    fn a_written_duration_reads_back_as_itself() {
        for (text, expected) in [("90s", "90s"), ("120s", "2m"), ("60m", "1h"), ("1500ms", "1500ms"), ("1s", "1s")] {
            let duration = read(&Value::Text(text.to_owned())).unwrap();
            assert_eq!(write(duration), expected);
            assert_eq!(read(&Value::Text(write(duration))), Ok(duration));
        }
    }
}
