"""Names and texts that real systems hold, and that careless programs break on."""

from __future__ import annotations

from kartoteka.testing.cases import Case

LONG_NAME = 1_000
MEGABYTE = 1_000_000

HOSTILE_NAMES = (
    Case("semicolon", "net;gross"),
    Case("comma", "name, first"),
    Case("tab", "a\tb"),
    Case("double quote", 'the "best"'),
    Case("apostrophe", "l'adresse"),
    Case("backtick", "a`b"),
    Case("bracket", "a]b[c"),
    Case("blanks", "two words here"),
    Case("line break", "two\nlines"),
    Case("composed letters", "Żółw"),
    Case("combining letters", "Cafe\N{COMBINING ACUTE ACCENT}"),
    Case("other scripts", "Имя שם 名前"),
    Case("emoji", "🐢"),
    Case("reserved word", "select"),
    Case("table", "table"),
    Case("upper case", "ORDER BY"),
    Case("digit first", "1st"),
    Case("percent", "100%s %(x)s"),
    Case("colon", ":colon"),
    Case("braces", "{brace}"),
    Case("dollar", "${env:HOME}"),
    Case("dot", "web.site"),
    Case("slashes", "a/b\\c"),
    Case("comment", "--x"),
    Case("formula", "=1+1"),
    Case("long", "x" * LONG_NAME),
)
"""Names of columns. No two of them are equal where letter case makes no difference."""

HOSTILE_TEXTS = (
    Case("delimiters", "a;b,c|d\te"),
    Case("double quotes", 'say "yes"'),
    Case("one double quote", '5" disk'),
    Case("opening quote", '"open'),
    Case("apostrophes", "it's ''"),
    Case("backslash", 'a\\b\\\\"c\\n'),
    Case("line feed", "two\nlines"),
    Case("carriage return", "two\rlines"),
    Case("both line ends", "two\r\nlines"),
    Case("unicode line ends", "a\N{LINE SEPARATOR}b\x85c"),
    Case("NUL", "a\0b"),
    Case("control characters", "a\x01b\x0bc\x1fd"),
    Case("formula", '=HYPERLINK("http://example.com", "x")'),
    Case("minus formula", "-1+1"),
    Case("at formula", "@SUM(A1:A9)"),
    Case("script", "<script>alert('x')</script>&amp;"),
    Case("right to left", "\N{RIGHT-TO-LEFT OVERRIDE}cba שלום"),
    Case("emoji", "👩‍👩‍👧 🐢"),
    Case("composed letters", "Żółw Cafés"),
    Case("combining letters", "Z\N{COMBINING DOT ABOVE} e\N{COMBINING ACUTE ACCENT}"),
    Case("zero width", "a\N{ZERO WIDTH SPACE}b\N{ZERO WIDTH NO-BREAK SPACE}c"),
    Case("blanks inside", "a  b\N{NO-BREAK SPACE}c"),
    Case("the word NULL", "NULL"),
    Case("small null", "null"),
    Case("the word NaN", "NaN"),
    Case("the word None", "None"),
    Case("the word NA", "N/A"),
    Case("the word true", "true"),
    Case("leading zeros", "00123"),
    Case("many digits", "12345678901234567890123"),
    Case("exponent", "1e5"),
    Case("like a number", "1,234.50"),
    Case("like a day", "2026-11-30"),
    Case("statement", "'; DROP TABLE customers; --"),
    Case("placeholders", "100% %s {0} ? :x ${env:HOME}"),
    Case("one megabyte", "x" * MEGABYTE),
)
"""Texts of one cell. None begins or ends with a blank: landing cuts those off."""

EMPTY_TEXT = Case("empty text", "")
"""For exporters: a text of no characters is not the same as no text, where a system can tell the two apart."""
