//! The content lines of an iCalendar file (RFC 5545, 3.1): folded, escaped, each ended by CRLF.

/// The most octets of a line, its end not counted.
const WIDTH: usize = 75;

/// Lines, written one after the other.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Lines {
    text: String,
    /// The octets of the line at hand.
    width: usize,
}

impl Lines {
    /// These characters as they are; a line break ends the line.
    pub(crate) fn push(&mut self, text: &str) {
        for character in text.chars() {
            if character == '\n' {
                self.text.push_str("\r\n");
                self.width = 0;
            } else {
                self.push_character(character);
            }
        }
    }

    /// A part of a text, escaped as such (RFC 5545, 3.3.11).
    pub(crate) fn push_escaped(&mut self, text: &str) {
        for character in text.chars() {
            let written = match character {
                '\n' => 'n',
                // No other control character may stand there, and no id has one.
                _ if character.is_control() => continue,
                _ => character,
            };
            if matches!(character, '\n' | '\\' | ';' | ',') {
                self.push_character('\\');
            }
            self.push_character(written);
        }
    }

    /// A text in ASCII letters, digits and `-._~`; each other octet of it as `%` and two digits.
    pub(crate) fn push_encoded(&mut self, text: &str) {
        for byte in text.bytes() {
            if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
                self.push_character(char::from(byte));
            } else {
                self.push_character('%');
                for half in [byte >> 4, byte & 0x0f] {
                    let digit = char::from_digit(half.into(), 16).unwrap_or_default();
                    self.push_character(digit.to_ascii_uppercase());
                }
            }
        }
    }

    /// Folds where the line would grow too long, before a character and never inside one. The space that opens the next line
    /// is one of its octets.
    pub(crate) fn push_character(&mut self, character: char) {
        let octets = character.len_utf8();
        if self.width.saturating_add(octets) > WIDTH {
            self.text.push_str("\r\n ");
            self.width = 1;
        }
        self.text.push(character);
        self.width = self.width.saturating_add(octets);
    }

    /// Everything written.
    pub(crate) fn into_text(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: &str, expected: &str) {
        let mut lines = Lines::default();
        lines.push("X:");
        lines.push_escaped(value);
        lines.push("\n");
        assert_eq!(lines.into_text(), expected, "{value:?}");
    }

    #[test]
    fn texts_are_escaped() {
        check("plain: \"quoted\" 'é'", "X:plain: \"quoted\" 'é'\r\n");
        check("a\\b;c,d\ne", "X:a\\\\b\\;c\\,d\\ne\r\n");
        check("a\r\n\tb\u{7f}\u{85}", "X:a\\nb\r\n");
        check("", "X:\r\n");
    }

    #[test]
    fn lines_are_folded_at_75_octets_and_never_inside_a_character() {
        let (fits, rest) = ("x".repeat(73), "y".repeat(74));
        check(&fits, &format!("X:{fits}\r\n"));
        check(&format!("{fits}{rest}"), &format!("X:{fits}\r\n {rest}\r\n"));
        check(&format!("{fits}{rest}z"), &format!("X:{fits}\r\n {rest}\r\n z\r\n"));
        // 72 octets and two, three or four more.
        let start = "x".repeat(72);
        for wide in ["é", "…", "😀"] {
            check(&format!("{start}{wide}"), &format!("X:{start}\r\n {wide}\r\n"));
        }
        check(&"😀".repeat(19), &format!("X:{}\r\n {}\r\n", "😀".repeat(18), "😀"));
    }
}
